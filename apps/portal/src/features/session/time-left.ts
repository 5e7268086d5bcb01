import type { Bilingual } from '../../lib/language.ts';

/** Whether a token still serves, and for how long, in words. `ending` from two minutes on, so that work can be saved. */
export interface TimeLeft {
  readonly phase: 'good' | 'ending' | 'over';
  readonly words: Bilingual;
}

/** What is left of a token that ends at `expiresAt`, both in milliseconds since 1970. Rounded down: never promises more. */
export function timeLeft(expiresAt: number, now: number): TimeLeft {
  const seconds = Math.floor((expiresAt - now) / 1000);
  if (seconds <= 0) {
    return { phase: 'over', words: { ja: '期限切れ', en: 'Expired' } };
  }
  if (seconds < 120) {
    return { phase: 'ending', words: { ja: `残り ${seconds} 秒`, en: `${seconds} s left` } };
  }
  const minutes = Math.floor(seconds / 60);
  return { phase: 'good', words: { ja: `残り ${minutes} 分`, en: `${minutes} min left` } };
}
