import { type Group, type LoginStrength, loginStrengths, type Operator, operators } from '@juki/directory';
import { english, escapeHtml } from './html.ts';
import { layout } from './layout.ts';

/** For which login the page is shown. */
export interface OperatorPageParts {
  /** Address to which the choice is posted. */
  readonly action: string;
  readonly clientName: string;
  readonly clientOrigin: string;
  /** `login_hint` of the request: the operator on whom the keyboard starts. */
  readonly hint: string | undefined;
}

const groups: readonly { readonly id: Group; readonly ja: string; readonly en: string }[] = [
  { id: 'municipal', ja: '市区町村', en: 'Municipalities' },
  { id: 'prefectural', ja: '都道府県', en: 'Prefecture' },
  { id: 'national', ja: '国・機構', en: 'State and agency' },
  { id: 'oversight', ja: '監査', en: 'Oversight' },
  { id: 'others', ja: '分析・本人', en: 'Analysis and residents' },
];

/** The page on which a developer picks the operator (操作者) as whom to act. Buttons only: it works without script. */
export function operatorPage(parts: OperatorPageParts): string {
  const first = operators.some(({ id }) => id === parts.hint) ? parts.hint : operators[0]?.id;
  const sections = groups.map(
    ({ id, ja, en }) => `<section aria-labelledby="group-${id}">
<h2 id="group-${id}">${escapeHtml(ja)} ${english(en)}</h2>
<ul class="people">
${operators.map((operator) => (operator.group === id ? person(operator, operator.id === first) : '')).join('')}</ul>
</section>`,
  );
  return layout({
    title: { ja: '操作者を選ぶ', en: 'Choose an operator' },
    main: `<p class="asking">ログインを求めているアプリケーション ${english('Application asking you to log in')}<br>
<strong>${escapeHtml(parts.clientName)}</strong> <span class="address">${escapeHtml(parts.clientOrigin)}</span></p>
<div class="notice" role="note">
<p><strong>開発用の認証サーバーです。登場する人物はすべて架空で、パスワードは求めません。</strong>
本番では、各機関の OpenID Connect プロバイダーが代わりを務めます。</p>
<p lang="en"><strong>This is a development provider. Everyone listed is invented, and no password is asked.</strong>
In service, each body’s own OpenID Connect provider takes its place.</p>
</div>
<form method="post" action="${escapeHtml(parts.action)}">
${sections.join('\n')}
<p class="leave"><button class="quiet" name="choice" value="">中止して戻る ${english('Cancel and go back')}</button></p>
</form>`,
  });
}

function person(operator: Operator, focused: boolean): string {
  const { id, name, agencyName, sectionName, roleName, strengths } = operator;
  const [usual, ...others] = strengths;
  const placeJa = [agencyName.ja, sectionName?.ja, roleName.ja].filter((word) => word !== undefined);
  const placeEn = [agencyName.en, sectionName?.en, roleName.en].filter((word) => word !== undefined);
  return `<li>
<button class="person" name="choice" value="${escapeHtml(`${id} ${usual}`)}"${focused ? ' autofocus' : ''}>
<span class="name">${escapeHtml(name.ja)} ${english(name.en)}</span>
<span class="place">${escapeHtml(placeJa.join(' / '))}</span>
<span class="place english" lang="en">${escapeHtml(placeEn.join(' / '))}</span>
<span class="strength">${strengthLabel(usual)}</span>
<code class="id">${escapeHtml(id)}</code>
</button>
${others.map((strength) => otherStrength(operator, strength)).join('')}</li>
`;
}

function otherStrength(operator: Operator, strength: LoginStrength): string {
  const { ja, en } = loginStrengths[strength];
  const label = `${operator.name.ja}: ${ja}でログイン / ${operator.name.en}: log in with ${en.toLowerCase()}`;
  return `<button class="other" name="choice" value="${escapeHtml(`${operator.id} ${strength}`)}" aria-label="${escapeHtml(label)}">
<span class="with">弱い認証 ${english('Weaker')}</span>
<span class="strength">${strengthLabel(strength)}</span>
</button>
`;
}

function strengthLabel(strength: LoginStrength): string {
  const { shortJa, shortEn } = loginStrengths[strength];
  return `${escapeHtml(shortJa)} ${english(shortEn)}`;
}
