import { JukiError } from '@juki/errors';
import type { AuditRecord } from '../../record.ts';
import type { AuditWriter } from '../../writer.ts';

/** How long each log has stood without its witnesses. */
export interface WitnessWindow {
  /** Milliseconds since the oldest checkpoint of a body that its quorum has not cosigned was signed; 0 where none waits. */
  age(body: string): number;
}

/** How long a log may stand without its witnesses, in milliseconds: then somebody is told; then nothing more is disclosed. */
export const witnessLimits = { warn: 5_000, refuse: 60_000 } as const;

/**
 * A writer that takes no record of a disclosure for a log that has been without its witnesses for too long: what nobody
 * else has seen could still be rewritten. Refusals and what else is recorded go through. Errors: `AUDIT_UNAVAILABLE`.
 */
export function withinWitnessWindow(writer: AuditWriter, window: WitnessWindow): AuditWriter {
  return {
    ...writer,
    async append(records, options) {
      const alone = records.find((record) => discloses(record) && window.age(record.body) >= witnessLimits.refuse);
      if (alone !== undefined) {
        throw new JukiError(
          'AUDIT_UNAVAILABLE',
          `The log of ${alone.body} has been without its witnesses for a minute; nothing is disclosed until they have seen it.`,
          { details: { body: alone.body } },
        );
      }
      return writer.append(records, options);
    },
  };
}

function discloses({ phase }: AuditRecord): boolean {
  return phase === 'intent' || phase === 'outcome';
}
