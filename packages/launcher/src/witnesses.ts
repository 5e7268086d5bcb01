import { join } from 'node:path';
import { encodeVerifierKey, logOrigin } from '@juki/audit-log';
import { nodeSha256 } from '@juki/audit-log/postgres';
import { createFileKeyProvider, verifierKey } from '@juki/keys';
import { bodies, type ServiceName, tiers } from './layout.ts';

/** Host in the origins of the logs of a development system. */
export const logHost = 'juki.example';

/** Of those who cosign a log, how many must have done so: no single one of them can stop the rest. */
export const witnessQuorum = 2;

/** A witness as the others know it. */
export interface PublishedWitness {
  readonly service: (typeof tiers)[number] | 'witness';
  readonly name: string;
  /** Verifier key of its cosignatures (C2SP signed-note, type 04). */
  readonly key: string;
  readonly url: string;
}

/** Where the outside witness of a system keeps its key and what it saw: its own, as a stranger's would be. */
export const outsideWitness = (directory: string) => join(directory, 'witness');

/** The witnesses (立会人) of a system: the three tiers for one another, and one from outside. Makes what keys are missing. */
export function witnessesOf(parts: {
  readonly directory: string;
  readonly keys: string;
  readonly urlOf: (name: ServiceName) => string;
}): readonly PublishedWitness[] {
  const { directory, keys, urlOf } = parts;
  const own = createFileKeyProvider(keys);
  const outside = createFileKeyProvider(join(outsideWitness(directory), 'keys'), { create: true });
  const published = (service: PublishedWitness['service'], name: string, publicKey: Uint8Array): PublishedWitness => ({
    service,
    name,
    key: encodeVerifierKey(nodeSha256, { name, publicKey }, 'cosignature'),
    url: `${urlOf(service)}/witness`,
  });
  return [
    ...tiers.map((tier) => published(tier, `${logHost}/witness/${tier}`, own.signer(`witness/${tier}`).publicKey)),
    published('witness', 'witness.example/outside', outside.signer('witness').publicKey),
  ];
}

/** Verifier keys of the logs that a process watches as a witness: all but those that it keeps itself. */
export function watchedLogs(keys: string, itself: keyof typeof bodies | 'witness'): readonly string[] {
  const provider = createFileKeyProvider(keys);
  const others = Object.entries(bodies).flatMap(([service, codes]): readonly string[] =>
    service === itself ? [] : codes,
  );
  return others.flatMap((body) =>
    provider.publicKeys(`log/${body}`).map(({ publicKey }) => verifierKey(logOrigin(logHost, body), publicKey)),
  );
}

/** `JUKI_WITNESSES` of a process: who cosigns its logs, and of which logs it is a witness. */
export function witnessSettings(
  witnesses: readonly PublishedWitness[],
  itself: keyof typeof bodies,
  keys: string,
): string {
  const self = witnesses.find(({ service }) => service === itself);
  return JSON.stringify({
    quorum: witnessQuorum,
    witnesses: witnesses.filter((witness) => witness !== self).map(({ key, url }) => ({ key, url })),
    ...(self === undefined ? {} : { self: { name: self.name, watched: watchedLogs(keys, itself) } }),
  });
}
