import { english } from './html.ts';
import { layout } from './layout.ts';

/** Asks before logging out (OpenID Connect RP-Initiated Logout 1.0 §2). `form` is the library's, with its token. */
export function logoutPage(form: string): string {
  return layout({
    title: { ja: 'ログアウト', en: 'Log out' },
    main: `<p>この開発用認証サーバーからログアウトしますか。</p>
<p>${english('Do you want to log out of this development provider?')}</p>
${form}
<p class="leave">
<button class="main" type="submit" form="op.logoutForm" name="logout" value="yes" autofocus>ログアウト ${english('Log out')}</button>
<button class="quiet" type="submit" form="op.logoutForm">ログインしたままにする ${english('Stay logged in')}</button>
</p>`,
  });
}

/** Shown after logging out where the application named no address to return to. */
export function loggedOutPage(): string {
  return layout({
    title: { ja: 'ログアウトしました', en: 'Logged out' },
    main: `<p>このタブを閉じてください。</p><p>${english('You can close this tab.')}</p>`,
  });
}
