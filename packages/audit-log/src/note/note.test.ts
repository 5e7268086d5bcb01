import { describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textOf, utf8 } from '../bytes.ts';
import { nodesOf } from '../testing/array-tree.ts';
import { makeSigner, sha256, verifySignature } from '../testing/crypto.ts';
import { appendLeaf, emptyRange, rootOf } from '../tree/compact-range.ts';
import { hashLeaf } from '../tree/hash-node.ts';
import { inclusionProof } from '../tree/inclusion-proof.ts';
import { formatCheckpoint, logOrigin, parseCheckpoint } from './checkpoint.ts';
import { openNote, signNote } from './signed-note.ts';
import { formatProof, parseProof, verifyProof } from './tlog-proof.ts';
import { encodeVerifierKey, parseVerifierKey } from './verifier-key.ts';

const crypto = { sha256, verifySignature };
/** The example of C2SP signed-note. */
const exampleKey = 'example.com/foo+530d903a+AekyeRrm56hApGFkyQR4ZCbV54Id2LKaANYcrnKv3U2k';
const exampleNote = `This is an example message.

— example.com/foo Uw2QOkn8srV1yJGh2VYRlL1Tnagv1YEq6TfXppzi2ONncAlTgK7Ztg1ERYNZXsYjOBH3mFXmRKuwHjG1Yu72IneyaQM=
`;

function keyOf(text: string) {
  const key = parseVerifierKey(sha256, text);
  if (key === null) throw new Error('the key of the specification is a key');
  return key;
}

describe('a signed note', () => {
  test('opens the example of the specification', () => {
    expect(openNote(crypto, exampleNote, [keyOf(exampleKey)])).toMatchObject({
      kind: 'trusted',
      text: 'This is an example message.\n',
    });
  });

  test('is refused without a known key', () => {
    expect(openNote(crypto, exampleNote, [])).toEqual({ kind: 'refused', reason: 'no-known-key' });
    const stranger = makeSigner('example.com/foo');
    expect(openNote(crypto, exampleNote, [stranger])).toEqual({ kind: 'refused', reason: 'no-known-key' });
  });

  test('is refused when a known key did not sign this text', () => {
    const changed = exampleNote.replace('example message', 'exemplar message');
    expect(openNote(crypto, changed, [keyOf(exampleKey)])).toEqual({ kind: 'refused', reason: 'bad-signature' });
  });

  test('stays trusted with the signature of an unknown witness below', () => {
    const signer = makeSigner('juki.example/log/270008');
    const witness = makeSigner('witness.example');
    const note = signNote(sha256, 'a text\n', signer);
    const [, line = ''] = signNote(sha256, 'a text\n', witness).split('\n\n');
    const cosigned = note + line;
    expect(openNote(crypto, cosigned, [signer])).toMatchObject({ kind: 'trusted', signedBy: [signer] });
    expect(openNote(crypto, cosigned, [witness, signer])).toMatchObject({
      kind: 'trusted',
      signedBy: [signer, witness],
    });
  });

  test.each([[''], ['no signature\n'], ['text\n\n'], ['text\n\n— name\n'], ['a\u0000b\n\n— n AAAAAAA=\n']])(
    'is malformed as %j',
    (note) => {
      expect(openNote(crypto, note, [keyOf(exampleKey)])).toEqual({ kind: 'refused', reason: 'malformed' });
    },
  );

  test.each([['no newline'], ['a tab\t\n']])('is not made of %j', (text) => {
    expect(() => signNote(sha256, text, makeSigner('name'))).toThrow(RangeError);
  });
});

describe('a verifier key', () => {
  test('is written as it was read', () => {
    expect(encodeVerifierKey(sha256, keyOf(exampleKey))).toBe(exampleKey);
  });

  test.each([
    [exampleKey.replace('530d903a', '530d903b')],
    [exampleKey.replace('foo', 'bar')],
    [exampleKey.replace('Aeky', 'Beky')],
    ['example.com/foo'],
    [''],
  ])('is not read from %s', (text) => {
    expect(parseVerifierKey(sha256, text)).toBeNull();
  });
});

describe('a checkpoint', () => {
  const text = 'example.com/behind-the-sofa\n20852163\nCsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=\n';

  test('is read and written as the specification prints it', () => {
    const checkpoint = parseCheckpoint(text);
    expect(checkpoint).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163 });
    expect(checkpoint && formatCheckpoint(checkpoint)).toBe(text);
  });

  test.each([
    [text.replace('20852163', '020852163')],
    [text.replace('20852163', '-1')],
    [text.replace('20852163', '99999999999999999999')],
    [text.replace('q2I=', 'q2J=')],
    [text.slice(0, -1)],
    [`${text}\n`],
    ['origin\n0\n'],
  ])('is not read from %j', (bent) => {
    expect(parseCheckpoint(bent)).toBeNull();
  });
});

describe('a proof file', () => {
  const origin = logOrigin('juki.example', '270008');
  const signer = makeSigner(origin);

  async function proofOf(size: number, index: number) {
    const entries = Array.from({ length: size }, (_, i) => Uint8Array.of(i, 1, 2));
    const range = entries.reduce((made, entry) => appendLeaf(sha256, made, hashLeaf(sha256, entry)), emptyRange);
    const checkpoint = signNote(sha256, formatCheckpoint({ origin, size, root: rootOf(sha256, range) }), signer);
    const proof = await inclusionProof(sha256, nodesOf(entries), index, size);
    return { text: formatProof({ index, proof, checkpoint }), entry: entries[index] ?? new Uint8Array() };
  }

  test('proves every entry, and one flipped bit anywhere fails', async () => {
    const place = fc
      .integer({ min: 1, max: 200 })
      .chain((size) => fc.record({ size: fc.constant(size), index: fc.nat(size - 1), bit: fc.nat() }));
    await fc.assert(
      fc.asyncProperty(place, async ({ size, index, bit }) => {
        const { text, entry } = await proofOf(size, index);
        const question = { entry, origin, keys: [signer] };
        expect(verifyProof(crypto, { ...question, text })).toMatchObject({ kind: 'included', index });
        const bytes = utf8(text);
        const at = bit % (bytes.length * 8);
        const bent = textOf(bytes.map((byte, i) => (i === Math.floor(at / 8) ? byte ^ (1 << (at % 8)) : byte)));
        if (bent !== null) expect(verifyProof(crypto, { ...question, text: bent })).toMatchObject({ kind: 'refused' });
        const bentEntry = entry.map((byte, i) => (i === 1 ? byte ^ (1 << (bit % 8)) : byte));
        expect(verifyProof(crypto, { ...question, text, entry: bentEntry })).toMatchObject({ reason: 'not-included' });
      }),
      { numRuns: 150 },
    );
  });

  test('of another log is refused', async () => {
    const { text, entry } = await proofOf(5, 2);
    const question = { text, entry, origin: logOrigin('juki.example', '400009'), keys: [signer] };
    expect(verifyProof(crypto, question)).toEqual({ kind: 'refused', reason: 'other-log' });
  });

  test('may carry extra data, which proves nothing', async () => {
    const { text, entry } = await proofOf(5, 2);
    const extra = text.replace('index ', 'extra AAAA\nindex ');
    expect(parseProof(extra)).toEqual(parseProof(text));
    expect(verifyProof(crypto, { text: extra, entry, origin, keys: [signer] })).toMatchObject({ kind: 'included' });
  });
});
