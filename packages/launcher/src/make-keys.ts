import { createFileKeyProvider, type PublicKey } from '@juki/keys';
import { bodies, tiers } from './layout.ts';

/**
 * Makes every key of a development system that is not there yet, so that no two processes make one at the same moment,
 * and returns what the tiers must know to check grants: `[{keyId, publicKey}]` as JSON, keys of former versions included.
 */
export function makeKeys(directory: string): string {
  const keys = createFileKeyProvider(directory, { create: true });
  for (const body of Object.values(bodies).flat()) {
    keys.signer(`log/${body}`);
    keys.mac(`pseudonym/${body}`);
    keys.signer(`change/${body}`);
  }
  for (const tier of tiers) {
    keys.cipher(`registry/${tier}/seal`);
    keys.mac(`registry/${tier}/index`);
    keys.signer(`witness/${tier}`);
  }
  keys.mac('network/ref');
  keys.cipher('network/inquiry');
  keys.mac('network/consistency');
  keys.cipher('network/consistency-subject');
  keys.mac('gateway/arguments');
  keys.signer('grant');
  return JSON.stringify(keys.publicKeys('grant').map(shown));
}

/** Public keys of the bodies that notify changes (30条の6, 30条の7), `{"<body>": [{keyId, publicKey}]}`, former ones too. */
export function senderKeys(directory: string): string {
  const keys = createFileKeyProvider(directory);
  const senders = [...bodies.municipal, ...bodies.prefectural];
  return JSON.stringify(
    Object.fromEntries(senders.map((body) => [body, keys.publicKeys(`change/${body}`).map(shown)])),
  );
}

function shown({ keyId, publicKey }: PublicKey) {
  return { keyId, publicKey: Buffer.from(publicKey).toString('base64url') };
}
