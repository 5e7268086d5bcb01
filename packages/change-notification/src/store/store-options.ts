import type { ResidentCodeRule } from '@juki/identifiers';
import type { KeyProvider } from '@juki/keys';
import type { Pool } from 'pg';
import type { FileKind } from '../examine/examine.ts';
import type { BatchKey } from '../exchange/sign-batch.ts';

/** What a store of changes is made of. */
export interface ChangeStoreOptions {
  readonly tier: FileKind;
  /** Logged in as `juki_registry_writer`. */
  readonly pool: Pool;
  /** `network/ref`, `registry/<tier>/…`, and `change/<body>` to sign for each sending body. */
  readonly keys: KeyProvider;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  /** Whether the notifications of a municipality come to this tier, so that a departure from it is worth waiting for. */
  readonly covers: (municipalityCode: string) => boolean;
  /** Public keys of a sending body. */
  readonly keysOf: (sender: string) => readonly BatchKey[];
  /** How many days an entry may wait for the deletion elsewhere; default 30. */
  readonly holdDays?: number;
  readonly residentCodeRule?: ResidentCodeRule;
}
