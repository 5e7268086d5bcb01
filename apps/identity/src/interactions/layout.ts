import { english, escapeHtml } from './html.ts';

/** What a page of this provider is made from; `main` is HTML that the caller has escaped. */
export interface PageParts {
  readonly title: { readonly ja: string; readonly en: string };
  readonly main: string;
}

/**
 * The frame of every page: no script, no outside address, one stylesheet of our own. Says on every page that this is a
 * development provider, so that nobody takes it for a login of an authority.
 */
export function layout({ title, main }: PageParts): string {
  return `<!doctype html>
<html lang="ja">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${escapeHtml(title.ja)} / ${escapeHtml(title.en)} – 住基グラフ 開発用認証</title>
<link rel="stylesheet" href="/assets/identity.css">
<link rel="icon" href="/assets/identity.svg" type="image/svg+xml">
</head>
<body>
<header class="bar"><div class="width">
<img class="mark" src="/assets/identity.svg" alt="" width="28" height="28">
<p class="product">住基グラフ ${english('Juki Graph')}</p>
<p class="stage">開発用 ${english('Development')}</p>
</div></header>
<main class="width">
<h1>${escapeHtml(title.ja)} ${english(title.en)}</h1>
${main}
</main>
<footer class="width">
<p>この画面は外部と通信しません。 ${english('This page makes no request to any outside address.')}</p>
</footer>
</body>
</html>
`;
}
