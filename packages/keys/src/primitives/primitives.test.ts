import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { verifierKey } from '../public-key.ts';
import { createAesCipher } from './aes-cipher.ts';
import { createEd25519Signer } from './ed25519-signer.ts';
import { createHmacMac } from './hmac-mac.ts';

const hex = (text: string) => new Uint8Array(Buffer.from(text, 'hex'));
const toHex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');

describe('Ed25519', () => {
  const signer = createEd25519Signer({
    number: 1,
    secret: hex('9d61b19deffd5a60ba844af492ec2cc44449c5697b326919703bac031cae7f60'),
  });

  test('agrees with the first vector of RFC 8032, section 7.1', () => {
    expect(toHex(signer.publicKey)).toBe('d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a');
    expect(toHex(signer.sign(new Uint8Array()))).toBe(
      'e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b',
    );
  });

  test('has the thumbprint of RFC 8037, appendix A.3, as its id', () => {
    expect(signer.keyId).toBe('kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k');
  });
});

test("a verifier key has the form of Go's note package", () => {
  const text = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const publicKey = new Uint8Array(Buffer.from(text.split('+').slice(2).join('+'), 'base64').subarray(1));
  expect(verifierKey('PeterNeumann', publicKey)).toBe(text);
});

test('HMAC agrees with the first vector of RFC 4231', () => {
  const mac = createHmacMac({ number: 1, secret: hex('0b'.repeat(20)) });
  expect(toHex(mac.digest('Hi There'))).toBe('b0344c61d8db38535ca8afceaf0bf12b881dc200c9833da726e9376c2e32cff7');
  expect(mac.digest(Buffer.from('Hi There'))).toEqual(mac.digest('Hi There'));
});

describe('AES-256-GCM', () => {
  const ring = { use: 'seal' as const, versions: [{ number: 1, secret: new Uint8Array(32).fill(7) }] };
  const cipher = createAesCipher(ring, () => ring);
  const unfit = expect.objectContaining({ code: 'KEY_UNKNOWN' });

  test('opens what it sealed, under the same context alone', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), fc.string(), fc.string(), (text, context, other) => {
        fc.pre(context !== other);
        const sealed = cipher.seal(text, context);
        expect(cipher.open(sealed, context)).toBe(text);
        expect(() => cipher.open(sealed, other)).toThrow(unfit);
      }),
    );
  });

  test('does not open with any one bit flipped, wherever it is', () => {
    const sealed = cipher.seal('123456789018', 'municipal/272035/individual_number');
    for (let bit = 0; bit < sealed.length * 8; bit += 1) {
      const bent = Uint8Array.from(sealed, (byte, index) => (index === bit >> 3 ? byte ^ (1 << (bit & 7)) : byte));
      expect(() => cipher.open(bent, 'municipal/272035/individual_number')).toThrow(unfit);
    }
  });

  test('does not open what is cut short', () => {
    const sealed = cipher.seal('', 'context');
    for (let length = 0; length < sealed.length; length += 1) {
      expect(() => cipher.open(sealed.subarray(0, length), 'context')).toThrow(unfit);
    }
  });

  test('never seals the same value alike', () => {
    expect(cipher.seal('same', 'context')).not.toEqual(cipher.seal('same', 'context'));
  });
});
