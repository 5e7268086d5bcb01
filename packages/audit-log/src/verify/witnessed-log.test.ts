import { expect, test } from '@jest/globals';
import { textOf, utf8 } from '../bytes.ts';
import { encodeEntry } from '../entry.ts';
import { formatCheckpoint, logOrigin } from '../note/checkpoint.ts';
import { cosign } from '../note/cosignature.ts';
import { signNote, splitNote } from '../note/signed-note.ts';
import { sourceOf } from '../testing/array-tree.ts';
import { makeSigner, sha256, verifySignature } from '../testing/crypto.ts';
import { appendLeaf, emptyRange, rootOf } from '../tree/compact-range.ts';
import { hashLeaf } from '../tree/hash-node.ts';
import { verifyLog } from './verify-log.ts';

const body = '270008';
const origin = logOrigin('juki.example', body);
const log = makeSigner(origin);
const [first, second, stranger] = [makeSigner('w/1'), makeSigner('w/2'), makeSigner('w/3')];
const seconds = 1_700_000_000;

/** A log of so many entries of one history. */
function entriesOf(size: number, history = 1): readonly Uint8Array[] {
  const commitment = new Uint8Array(32).fill(history);
  return Array.from({ length: size }, (_, index) => encodeEntry({ kind: 2, body, index, minute: 1, commitment }));
}

function headOf(entries: readonly Uint8Array[], witnesses: readonly ReturnType<typeof makeSigner>[] = []): string {
  const range = entries.reduce((made, entry) => appendLeaf(sha256, made, hashLeaf(sha256, entry)), emptyRange);
  const text = formatCheckpoint({ origin, size: entries.length, root: rootOf(sha256, range) });
  return signNote(sha256, text, log) + witnesses.map((witness) => cosign(sha256, text, witness, seconds)).join('');
}

async function verified(size: number, witnessed: string | null, quorum = 2) {
  const entries = entriesOf(size);
  const source = sourceOf(entries, headOf(entries));
  if (witnessed !== null) source.files.set('witnessed-checkpoint', utf8(witnessed));
  return verifyLog(source, {
    sha256,
    verifySignature,
    origin,
    body,
    keys: [log],
    witnesses: { keys: [first, second], quorum },
  });
}

test('a log is sound when enough witnesses have seen a head that it still contains', async () => {
  const report = await verified(9, headOf(entriesOf(7), [first, second]));
  const by = [first, second].map(({ name }) => ({ name, time: seconds }));
  expect(report).toMatchObject({ verdict: 'sound', witnessed: { size: 7, by }, consistentWith: [{ size: 7 }] });
});

test('its own head, cosigned, is as good', async () => {
  expect(await verified(7, headOf(entriesOf(7), [first, second]))).toMatchObject({ verdict: 'sound' });
});

test('without witnesses it is not, however well it is signed', async () => {
  expect((await verified(7, null)).findings).toEqual([{ kind: 'witnessed-checkpoint-missing' }]);
});

test.each([
  ['one of two', [first], 1],
  ['one of two, twice', [first, first], 1],
  ['a stranger', [first, stranger], 1],
  ['the log itself', [log], 0],
])('%s is too few', async (_who, by, counted) => {
  const { findings } = await verified(7, headOf(entriesOf(7), by));
  expect(findings).toEqual([expect.objectContaining({ kind: 'too-few-witnesses', quorum: 2, size: 7 })]);
  expect(findings[0]).toHaveProperty('by.length', counted);
});

test('a cosignature of another head is none', async () => {
  const lines = headOf(entriesOf(6), [first, second]).split('\n\n')[1]?.split('\n').slice(1).join('\n') ?? '';
  const moved = headOf(entriesOf(7)) + lines;
  expect(splitNote(moved)?.signatures).toHaveLength(3);
  expect((await verified(7, moved)).findings).toMatchObject([{ kind: 'too-few-witnesses', by: [] }]);
});

test('a log that was rewritten after its witnesses saw it is shown to be, though the keeper signed it anew', async () => {
  const { findings } = await verified(9, headOf(entriesOf(7, 2), [first, second]));
  expect(findings).toMatchObject([{ kind: 'inconsistent', size: 7 }]);
});

test('a log that was cut below what its witnesses saw is shown to be', async () => {
  expect((await verified(5, headOf(entriesOf(7), [first, second]))).findings).toMatchObject([
    { kind: 'shrunk', size: 5, olderSize: 7 },
  ]);
});

test('cosignatures leave the text of the note as it was', () => {
  const cosigned = headOf(entriesOf(7), [first]);
  expect(splitNote(cosigned)?.text).toBe(splitNote(headOf(entriesOf(7)))?.text);
  expect(textOf(utf8(cosigned))).toBe(cosigned);
});
