/** When a sender asks for decisions that were taken after its receipts. */
export interface AskTimes {
  isDue(): boolean;
  /** Something was sent or decided: more may follow soon. */
  soon(): void;
  /** Nothing was new: wait twice as long. */
  later(): void;
}

const first = 1_000;
/** A refusal of the agency reaches the list of the municipality within this. */
const longest = 5 * 60_000;

/** Soon after something was sent, then less and less often: asking is an access, and each access is a record. */
export function createAskTimes(clock: () => number): AskTimes {
  let wait = first;
  let at = clock();
  return {
    isDue: () => clock() >= at,
    soon() {
      wait = first;
      at = clock() + wait;
    },
    later() {
      at = clock() + wait;
      wait = Math.min(wait * 2, longest);
    },
  };
}
