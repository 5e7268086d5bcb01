import { english, escapeHtml } from './html.ts';
import { layout } from './layout.ts';

/** Shown where a fault cannot be sent back to the application, as with a redirect address that is not registered. */
export function errorPage(error: string, description: string | undefined): string {
  return layout({
    title: { ja: 'ログインできません', en: 'Login is not possible' },
    main: `<p>要求が正しくないか、期限が切れています。アプリケーションに戻って、もう一度お試しください。</p>
<p>${english('The request is wrong or has expired. Go back to the application and try again.')}</p>
<dl class="fault"><dt>エラー ${english('Error')}</dt><dd><code>${escapeHtml(error)}</code></dd>
${description === undefined ? '' : `<dt>説明 ${english('Description')}</dt><dd>${english(description)}</dd>`}</dl>`,
  });
}
