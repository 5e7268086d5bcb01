import type { CliDeps } from '../cli-deps.ts';
import type { Bilingual } from '../language.ts';

/** One line that says how far a start has come. */
export interface ProgressLine {
  begin(): void;
  loaded(people: number, of: number): void;
  /** Wipes the line; what is said next stands where it stood. */
  end(): void;
}

/** On a terminal the line is written over; elsewhere it is said once, and again at each tenth of a long load. */
export function createProgressLine(
  { say, isTerminal }: Pick<CliDeps, 'say' | 'isTerminal'>,
  word: (words: Bilingual) => string,
): ProgressLine {
  let told = 0;
  let shown = false;
  const show = (text: string) => {
    if (isTerminal) say(`\r\u001b[K${text}`);
    else say(`${text}\n`);
    shown = true;
  };
  return {
    begin: () => show(word({ en: 'Starting …', ja: '起動しています…' })),
    loaded(people, of) {
      const tenth = Math.floor((people / of) * 10);
      if (!isTerminal && (of < 50_000 || tenth <= told)) return;
      told = tenth;
      const numbers = `${people.toLocaleString('en')} / ${of.toLocaleString('en')}`;
      show(word({ en: `Loading synthetic residents … ${numbers}`, ja: `模擬住民を登録しています… ${numbers}` }));
    },
    end() {
      if (shown && isTerminal) say('\r\u001b[K');
      shown = false;
    },
  };
}
