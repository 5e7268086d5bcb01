import { createPrivateKey, createPublicKey, sign } from 'node:crypto';
import { expect, test } from '@jest/globals';
import { utf8 } from './bytes.ts';
import { commitmentOf } from './commitment.ts';
import { encodeEntry } from './entry.ts';
import { formatCheckpoint } from './note/checkpoint.ts';
import { signNote } from './note/signed-note.ts';
import { encodeVerifierKey } from './note/verifier-key.ts';
import { sha256 } from './testing/crypto.ts';
import { hashLeaf } from './tree/hash-node.ts';

test('the formats are those of DESIGN.md, to the byte', () => {
  const commitment = commitmentOf(sha256, { canonical: utf8('{}'), salt: new Uint8Array(16).fill(7) });
  const entry = encodeEntry({ kind: 2, body: '270008', index: 0, minute: 29_900_000, commitment });
  expect(Buffer.from(entry).toString('hex')).toBe(
    '0102323730303038000000000000000001c83ce0a2000a36cbd703ef49c7b889dc9180baa5000b96897c510cd04f0506f1d48e86',
  );
  const name = 'juki.example/log/270008';
  const root = hashLeaf(sha256, entry);
  const note = signNote(sha256, formatCheckpoint({ origin: name, size: 1, root }), { ...seeded(), name });
  expect(note).toBe(`juki.example/log/270008
1
L3UbzECjci62M4h0TOViC1yvMOfUIxpzppRjTIyAb6o=

— juki.example/log/270008 oQz1PvZ9JHPpAsDHUekDhKZf7j1O6XCAiLFzxSjmh2QCBZ9rE10hlgTq5EcTXw2wvmO4jJMja+H8AIZZMTnUXJVC0gw=
`);
  expect(encodeVerifierKey(sha256, { ...seeded(), name })).toBe(
    'juki.example/log/270008+a10cf53e+AYqI4910CfGV/VLbLTy6XXLKZwm/HZQSG/N0iAG0D29c',
  );
});

/** The signer of the example: the Ed25519 seed of 32 bytes 0x01, wrapped as PKCS #8 (RFC 8410). */
function seeded() {
  const prefix = Buffer.from('302e020100300506032b657004220420', 'hex');
  const key = createPrivateKey({ key: Buffer.concat([prefix, Buffer.alloc(32, 1)]), format: 'der', type: 'pkcs8' });
  const x = createPublicKey(key).export({ format: 'jwk' }).x ?? '';
  return {
    publicKey: new Uint8Array(Buffer.from(x, 'base64url')),
    sign: (data: Uint8Array) => new Uint8Array(sign(null, data, key)),
  };
}
