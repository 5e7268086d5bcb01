/** The sign of the system: three tiers, one above the other. */
export const mark = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 28 28">
<rect width="28" height="28" rx="6" fill="#1f4e79"/>
<path d="M7 9.5 14 6l7 3.5-7 3.5z" fill="#fff"/>
<path d="m7 14 7 3.5 7-3.5M7 18.5 14 22l7-3.5" fill="none" stroke="#fff" stroke-width="2" stroke-linejoin="round" stroke-linecap="round"/>
</svg>
`;

/** The one stylesheet. Fonts of the machine only; colours meet WCAG 2.2 AA in both schemes. */
export const stylesheet = `:root {
  color-scheme: light dark;
  --ground: #f4f6f8; --sheet: #fff; --ink: #16202b; --soft: #51606f; --line: #d5dce3;
  --accent: #1f4e79; --accent-ground: #eaf1f8; --bar: #fff;
  --notice: #fff7e0; --notice-line: #d9a514; --notice-ink: #3d3000;
}
@media (prefers-color-scheme: dark) {
  :root {
    --ground: #11171d; --sheet: #1a222b; --ink: #e8edf2; --soft: #a9b6c3; --line: #33404d;
    --accent: #8fc1f0; --accent-ground: #20303f; --bar: #161d25;
    --notice: #2e2710; --notice-line: #b98f1c; --notice-ink: #f3e6bd;
  }
}
* { box-sizing: border-box; }
body {
  margin: 0; background: var(--ground); color: var(--ink); line-height: 1.6;
  font: 1rem/1.6 system-ui, "Hiragino Sans", "Yu Gothic UI", "Noto Sans CJK JP", "Noto Sans JP", Meiryo, sans-serif;
}
.width { width: min(46rem, 100% - 2rem); margin-inline: auto; }
.bar { background: var(--bar); border-bottom: 1px solid var(--line); }
.bar .width { display: flex; align-items: center; gap: .75rem; padding-block: .75rem; }
.bar p { margin: 0; }
.mark { display: block; }
.product { font-weight: 600; }
.product [lang], h1 [lang], h2 [lang] { color: var(--soft); font-weight: 400; }
.product [lang], h1 [lang], h2 [lang] { margin-inline-start: .4em; }
.stage {
  margin-inline-start: auto !important; white-space: nowrap; font-size: .8125rem; padding: .1rem .6rem; border-radius: 1rem;
  border: 1px solid var(--notice-line); background: var(--notice); color: var(--notice-ink);
}
h1 { font-size: 1.5rem; line-height: 1.3; margin: 2rem 0 .5rem; }
h1 [lang] { font-size: 1.125rem; }
h2 { font-size: .9375rem; margin: 1.75rem 0 .5rem; }
h2 [lang] { font-size: .875rem; }
.asking { margin: 0 0 1rem; color: var(--soft); }
.asking strong { color: var(--ink); margin-inline-end: .5em; }
.address { color: var(--soft); overflow-wrap: anywhere; }
.notice {
  background: var(--notice); color: var(--notice-ink); border-inline-start: 4px solid var(--notice-line);
  border-radius: .25rem; padding: .75rem 1rem; font-size: .9375rem;
}
.notice p { margin: 0; }
.notice p + p { margin-top: .5rem; }
.people { list-style: none; margin: 0; padding: 0; border: 1px solid var(--line); border-radius: .5rem; background: var(--sheet); }
.people li { display: flex; }
.people li + li { border-top: 1px solid var(--line); }
.people li:first-child > :first-child { border-start-start-radius: .5rem; }
.people li:first-child > :last-child { border-start-end-radius: .5rem; }
.people li:last-child > :first-child { border-end-start-radius: .5rem; }
.people li:last-child > :last-child { border-end-end-radius: .5rem; }
button { font: inherit; color: inherit; cursor: pointer; }
button:focus-visible { outline: 3px solid var(--accent); outline-offset: -3px; }
.person, .other { background: none; border: 0; text-align: start; padding: .75rem 1rem; }
.person:hover, .other:hover { background: var(--accent-ground); }
.person { flex: 1; min-width: 0; display: grid; grid-template-columns: 1fr auto; column-gap: 1rem; }
.name { font-weight: 600; }
.name [lang] { font-weight: 400; margin-inline-start: .4em; }
.place { color: var(--soft); font-size: .875rem; grid-column: 1; }
.place.english { grid-column: 1 / -1; }
.strength { font-size: .8125rem; color: var(--accent); white-space: nowrap; }
.person .strength { grid-column: 2; grid-row: 1; text-align: end; }
.id { grid-column: 2; grid-row: 2; text-align: end; font-size: .8125rem; color: var(--soft); font-family: ui-monospace, "SFMono-Regular", Menlo, Consolas, monospace; }
.other { flex: 0 0 10.5rem; border-inline-start: 1px solid var(--line); display: flex; flex-direction: column; justify-content: center; font-size: .8125rem; }
.with { color: var(--soft); }
.leave { margin: 1.5rem 0; display: flex; flex-wrap: wrap; gap: .75rem; }
.quiet, .main { padding: .5rem 1rem; border-radius: .375rem; border: 1px solid var(--line); background: var(--sheet); }
.quiet:hover { background: var(--accent-ground); }
.main { background: #1f4e79; border-color: #1f4e79; color: #fff; }
.main:hover { background: #173d60; }
.main:focus-visible, .quiet:focus-visible { outline-offset: 2px; }
.fault { background: var(--sheet); border: 1px solid var(--line); border-radius: .5rem; padding: .75rem 1rem; margin: 1.5rem 0; }
.fault dt { color: var(--soft); font-size: .875rem; }
.fault dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
footer { color: var(--soft); font-size: .8125rem; padding-bottom: 2rem; }
@media (max-width: 40rem) {
  .people li { flex-direction: column; }
  .person { grid-template-columns: 1fr; }
  .place.english { grid-column: 1; }
  .person .strength, .id { grid-column: 1; grid-row: auto; text-align: start; }
  .other { flex: none; flex-direction: row; gap: .5rem; border-inline-start: 0; border-top: 1px dashed var(--line); justify-content: flex-start; }
  .name [lang] { display: block; margin: 0; }
}
`;
