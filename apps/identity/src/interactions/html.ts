/** Escapes text for HTML content and for attributes in double quotes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;');
}

/** English beside Japanese, marked, so that a screen reader changes its voice. */
export function english(text: string): string {
  return `<span lang="en">${escapeHtml(text)}</span>`;
}
