import { beforeEach, describe, expect, test } from '@jest/globals';
import fc from 'fast-check';
import { textOf, utf8 } from '../bytes.ts';
import { formatCheckpoint } from '../note/checkpoint.ts';
import { cosign, cosignaturesOf } from '../note/cosignature.ts';
import { openNote, signNote } from '../note/signed-note.ts';
import { encodeVerifierKey, parseVerifierKey } from '../note/verifier-key.ts';
import { nodesOf } from '../testing/array-tree.ts';
import { makeSigner, sha256, verifySignature } from '../testing/crypto.ts';
import { createMemoryWitnessStore } from '../testing/memory-witness-store.ts';
import { appendLeaf, emptyRange, rootOf } from '../tree/compact-range.ts';
import { consistencyProof } from '../tree/consistency-proof.ts';
import { hashLeaf } from '../tree/hash-node.ts';
import { formatAddCheckpoint, parseAddCheckpoint } from './add-checkpoint.ts';
import { createWitness, type WitnessAnswer, type WitnessStore } from './create-witness.ts';

const crypto = { sha256, verifySignature };
const origin = 'juki.example/log/270008';
const log = makeSigner(origin);
const signer = makeSigner('witness.example/national');
const now = 1_700_000_000_000;

/** A log of so many entries; `fork` changes all from that index on. */
function entriesOf(size: number, fork = size): readonly Uint8Array[] {
  return Array.from({ length: size }, (_, index) => utf8(`${index < fork ? 'entry' : 'other'} ${index}`));
}

function noteOf(entries: readonly Uint8Array[], by = log, name = origin): string {
  let range = emptyRange;
  for (const entry of entries) range = appendLeaf(sha256, range, hashLeaf(sha256, entry));
  return signNote(sha256, formatCheckpoint({ origin: name, size: entries.length, root: rootOf(sha256, range) }), by);
}

async function askOf(entries: readonly Uint8Array[], oldSize: number, note = noteOf(entries)): Promise<string> {
  const proof = await consistencyProof(sha256, nodesOf(entries), oldSize, entries.length);
  return formatAddCheckpoint({ oldSize, proof, note });
}

const said = ({ status, body }: WitnessAnswer) => [status, textOf(body)] as const;

let store: WitnessStore;
let contradictions: unknown[];
function witness() {
  return createWitness({
    logs: [log],
    signer,
    store,
    clock: () => now,
    ...crypto,
    onContradiction: (evidence) => contradictions.push(evidence),
  });
}
beforeEach(() => {
  store = createMemoryWitnessStore();
  contradictions = [];
});

describe('a witness cosigns', () => {
  test('a log from its first checkpoint through every larger one that contains what it saw', async () => {
    let seen = 0;
    for (const size of [0, 1, 2, 7, 7, 8, 300]) {
      const entries = entriesOf(size);
      const [status, line] = said(await witness().addCheckpoint(await askOf(entries, seen)));
      expect(status).toBe(200);
      const cosigned = noteOf(entries) + line;
      expect(cosignaturesOf(crypto, cosigned, [signer])).toEqual([{ witness: signer, time: now / 1000 }]);
      expect(openNote(crypto, cosigned, [log])).toMatchObject({ kind: 'trusted' });
      seen = size;
    }
  });

  test('and never two histories: whatever two branches are offered, in whatever order', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 0, max: 20 }),
        fc.array(fc.record({ branch: fc.boolean(), grow: fc.integer({ min: 0, max: 9 }) }), { maxLength: 12 }),
        async (fork, steps) => {
          store = createMemoryWitnessStore();
          const cosignedOn = new Map<boolean, number>();
          for (const { branch, grow } of steps) {
            const size = fork + grow;
            const entries = entriesOf(size, branch ? fork : size);
            const first = await witness().addCheckpoint(await askOf(entries, 0));
            const [status, text] = said(first);
            const known = status === 409 ? Math.min(Number(text), size) : 0;
            const answer = status === 409 ? await witness().addCheckpoint(await askOf(entries, known)) : first;
            if (answer.status === 200 && size > fork) cosignedOn.set(branch, size);
          }
          return cosignedOn.size < 2;
        },
      ),
      { numRuns: 200 },
    );
  });
});

describe('a witness refuses', () => {
  const five = entriesOf(5);

  test.each([
    ['no request', 'checkpoint please', 400],
    ['an old size with a leading zero', 'old 05\n\nx', 400],
    ['a proof line that is no hash', 'old 0\nAAAA\n\nx', 400],
    [
      'a log that it does not watch',
      formatAddCheckpoint({ oldSize: 0, proof: [], note: noteOf(five, makeSigner('other.example'), 'other.example') }),
      404,
    ],
    [
      'a checkpoint that a stranger signed',
      formatAddCheckpoint({ oldSize: 0, proof: [], note: noteOf(five, makeSigner(origin)) }),
      403,
    ],
    ['an old size beyond the checkpoint', formatAddCheckpoint({ oldSize: 6, proof: [], note: noteOf(five) }), 400],
    [
      'a proof where none is needed',
      formatAddCheckpoint({ oldSize: 0, proof: [sha256(utf8('x'))], note: noteOf(five) }),
      422,
    ],
  ])('%s', async (_what, body, status) => {
    expect((await witness().addCheckpoint(body)).status).toBe(status);
    expect((await witness().addCheckpoint(await askOf(five, 0))).status).toBe(200);
  });

  test('an old size other than what it saw, and says which it saw', async () => {
    await witness().addCheckpoint(await askOf(five, 0));
    const answer = await witness().addCheckpoint(await askOf(entriesOf(8), 3));
    expect([answer.contentType, ...said(answer)]).toEqual(['text/x.tlog.size', 409, '5\n']);
  });

  test('a log that was cut, or rewritten, or has a second root at one size, of which it keeps the evidence', async () => {
    await witness().addCheckpoint(await askOf(five, 0));
    expect(said(await witness().addCheckpoint(await askOf(entriesOf(4), 4)))).toEqual([409, '5\n']);
    expect((await witness().addCheckpoint(await askOf(entriesOf(9, 2), 5))).status).toBe(422);
    expect(contradictions).toEqual([]);
    const other = noteOf(entriesOf(5, 2));
    expect((await witness().addCheckpoint(formatAddCheckpoint({ oldSize: 5, proof: [], note: other }))).status).toBe(
      409,
    );
    expect(contradictions).toEqual([expect.objectContaining({ origin, note: other })]);
  });

  test('to answer before what it saw is durable', async () => {
    store = {
      advance: async (_origin, decide) => {
        decide(null);
        throw new Error('disk full');
      },
    };
    await expect(witness().addCheckpoint(await askOf(five, 0))).rejects.toThrow('disk full');
  });
});

describe('a cosignature', () => {
  const text = formatCheckpoint({ origin, size: 3, root: sha256(utf8('root')) });
  const note = signNote(sha256, text, log);

  test('counts only from a known witness, for this text, at its own time', () => {
    const line = cosign(sha256, text, signer, 77);
    expect(cosignaturesOf(crypto, note + line, [signer])).toEqual([{ witness: signer, time: 77 }]);
    expect(cosignaturesOf(crypto, note + line, [makeSigner(signer.name)])).toEqual([]);
    expect(cosignaturesOf(crypto, note + line, [{ ...signer, name: 'witness.example/other' }])).toEqual([]);
    const elsewhere = signNote(sha256, text.replace('\n3\n', '\n4\n'), log);
    expect(cosignaturesOf(crypto, elsewhere + line, [signer])).toEqual([]);
    const later = cosign(sha256, text, signer, 99);
    expect(cosignaturesOf(crypto, note + line + later, [signer])).toEqual([{ witness: signer, time: 99 }]);
  });

  test('with any bit of it flipped counts for nothing', () => {
    const line = cosign(sha256, text, signer, 77);
    const blob = Buffer.from(line.trim().split(' ')[2] ?? '', 'base64');
    for (let bit = 0; bit < blob.length * 8; bit += 1) {
      const changed = Buffer.from(blob);
      changed[bit >> 3] = (changed[bit >> 3] ?? 0) ^ (1 << (bit & 7));
      const forged = `— ${signer.name} ${changed.toString('base64')}\n`;
      expect(cosignaturesOf(crypto, note + forged, [signer])).toEqual([]);
    }
  });

  test('is no signature of the log itself: a witness cannot speak for a log, nor a log for a witness', () => {
    const both = { ...log };
    expect(openNote(crypto, `${text}\n${cosign(sha256, text, both, 77)}`, [log])).toEqual({
      kind: 'refused',
      reason: 'no-known-key',
    });
    expect(cosignaturesOf(crypto, note, [log])).toEqual([]);
  });

  test('has a key of its own type', () => {
    const key = encodeVerifierKey(sha256, signer, 'cosignature');
    expect(parseVerifierKey(sha256, key, 'cosignature')).toEqual({ name: signer.name, publicKey: signer.publicKey });
    expect(parseVerifierKey(sha256, key)).toBeNull();
    expect(parseVerifierKey(sha256, encodeVerifierKey(sha256, signer), 'cosignature')).toBeNull();
  });
});

test('a request reads back as it was written, and nothing else does', () => {
  const request = { oldSize: 12, proof: [sha256(utf8('a')), sha256(utf8('b'))], note: noteOf(entriesOf(3)) };
  expect(parseAddCheckpoint(formatAddCheckpoint(request))).toEqual(request);
  const many = { ...request, proof: Array.from({ length: 64 }, () => sha256(utf8('a'))) };
  expect(parseAddCheckpoint(formatAddCheckpoint(many))).toBeNull();
});
