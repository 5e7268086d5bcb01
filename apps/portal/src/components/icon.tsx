import type { ReactNode } from 'react';

const paths = {
  run: 'M6 4l10 6-10 6z',
  person: 'M10 10a3.5 3.5 0 1 0 0-7 3.5 3.5 0 0 0 0 7zm-6.5 7c0-3.2 2.9-5 6.5-5s6.5 1.8 6.5 5z',
  lock: 'M6 9V7a4 4 0 0 1 8 0v2h1v8H5V9zm2 0h4V7a2 2 0 0 0-4 0z',
  check: 'M8.2 14.6 3.8 10.2l1.4-1.4 3 3 6.6-6.6 1.4 1.4z',
  stop: 'M10 2a8 8 0 1 0 0 16 8 8 0 0 0 0-16zM5.5 9h9v2h-9z',
  warning: 'M10 2.5 18.5 17h-17zM9 8v4.5h2V8zm0 5.7v1.8h2v-1.8z',
  chevron: 'M5 7.5 10 12.500 15 7.500l-1.200-1.200L10 10.100 6.200 6.300z',
  print: 'M6 3h8v4H6zM4 8h12a1 1 0 0 1 1 1v5h-3v3H6v-3H3V9a1 1 0 0 1 1-1zm3.500 5v2.500h5V13z',
} as const;

/** The name of an icon of the page. */
export type IconName = keyof typeof paths;

/** A small picture beside words that say the same; hidden from screen readers. */
export function Icon({ name }: { name: IconName }): ReactNode {
  return (
    <svg className="icon" viewBox="0 0 20 20" aria-hidden="true" focusable="false">
      <path d={paths[name]} fillRule="evenodd" />
    </svg>
  );
}
