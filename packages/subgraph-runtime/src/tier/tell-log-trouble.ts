import type { LogTrouble } from '@juki/audit-log/postgres';
import { faultForLog, type Log } from '../log.ts';

/** Says what troubles a log, for the operator of the process: kinds and places, no words of others. */
export function tellLogTrouble(log: Log): (trouble: LogTrouble) => void {
  return (trouble) => {
    switch (trouble.kind) {
      case 'sequencer-failed':
        return log.error(
          { body: trouble.body, fault: faultForLog(trouble.fault) },
          'the sequencer failed; it goes on trying',
        );
      case 'witness-failed':
        return log.info(
          { body: trouble.body, witness: trouble.witness, fault: faultForLog(trouble.fault) },
          'a witness did not cosign; it is asked again',
        );
      case 'unwitnessed':
        return log.warn({ body: trouble.body, ageMs: trouble.ageMs }, 'the log stands without its witnesses');
      case 'contradiction':
        return log.error({ origin: trouble.origin, note: trouble.note }, 'a log showed two histories; keep this line');
    }
  };
}
