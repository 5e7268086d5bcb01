import { logOrigin } from '@juki/audit-log';
import { type KeyProvider, type PublicKey, verifierKey } from '@juki/keys';
import { bodies } from './layout.ts';
import type { Databases } from './start-databases.ts';
import { logHost, type PublishedWitness, witnessQuorum } from './witnesses.ts';

/** Where the log of one body (団体) is read, and by which keys it is believed. */
export interface PublishedLog {
  readonly body: string;
  /** Its name in checkpoints: `juki.example/log/270008`. */
  readonly origin: string;
  /** Address below which its plain files lie (C2SP tlog-tiles). */
  readonly url: string;
  /** Verifier keys (C2SP signed-note), the newest first. */
  readonly verifierKeys: readonly string[];
  /** Verifier keys of the witnesses that cosign it (C2SP tlog-cosignature), and how many of them must have. */
  readonly witnesses: readonly string[];
  readonly quorum: number;
  /** Connection string of the reader of its store, for the review of records. */
  readonly store: string;
}

/** The logs of a system, with what a verifier must have been told beforehand. */
export function publishedLogs(parts: {
  readonly urlOf: (name: keyof typeof bodies) => string;
  readonly databases: Databases;
  readonly keys: KeyProvider & { publicKeys(name: string): readonly PublicKey[] };
  readonly witnesses: readonly PublishedWitness[];
}): readonly PublishedLog[] {
  const { urlOf, databases, keys, witnesses } = parts;
  const logs = (name: keyof typeof bodies) =>
    bodies[name].map((body) => {
      const origin = logOrigin(logHost, body);
      return {
        body,
        origin,
        url: `${urlOf(name)}/log/${body}`,
        verifierKeys: keys.publicKeys(`log/${body}`).map(({ publicKey }) => verifierKey(origin, publicKey)),
        witnesses: witnesses.filter(({ service }) => service !== name).map(({ key }) => key),
        quorum: witnessQuorum,
        store: databases.auditOf[`audit_${name}`].reader,
      };
    });
  return [...logs('gateway'), ...logs('municipal'), ...logs('prefectural'), ...logs('national')];
}
