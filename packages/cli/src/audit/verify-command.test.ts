import { createHash, generateKeyPairSync, type KeyObject, sign } from 'node:crypto';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { encodeEntry, encodeVerifierKey, formatCheckpoint, logOrigin, signNote } from '@juki/audit-log';
import { hashLeaf, type Sha256 } from '@juki/audit-log/verify';
import { createFakeCli } from '../testing/fake-deps.ts';
import { announceSystem } from '../testing/fake-system.ts';

const sha256: Sha256 = (data) => createHash('sha256').update(data).digest();
const body = '270008';
const origin = logOrigin('juki.example', body);
const url = `http://127.0.0.1:4000/log/${body}`;

function keyPair() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from(publicKey.export({ format: 'jwk' }).x ?? '', 'base64url');
  return { privateKey, publicKey: raw, verifierKey: encodeVerifierKey(sha256, { name: origin, publicKey: raw }) };
}

const key = keyPair();
const witness = encodeVerifierKey(
  sha256,
  { name: 'witness.example/first', publicKey: keyPair().publicKey },
  'cosignature',
);

/** Entries of a log: `salt` makes those of another log. */
function entriesOf(size: number, salt = ''): Uint8Array[] {
  return Array.from({ length: size }, (_, index) =>
    encodeEntry({
      kind: 2,
      body,
      index,
      minute: 29_746_620 + index,
      commitment: sha256(Buffer.from(`${salt}${index}`)),
    }),
  );
}

/** The root by its definition (RFC 9162 §2.1.1), another way than the verifier's. */
function rootOf(leaves: readonly Uint8Array[]): Uint8Array {
  const [only] = leaves;
  if (only === undefined) return sha256(new Uint8Array());
  if (leaves.length === 1) return only;
  const half = 2 ** Math.floor(Math.log2(leaves.length - 1));
  return sha256(Buffer.concat([Buffer.of(1), rootOf(leaves.slice(0, half)), rootOf(leaves.slice(half))]));
}

function headOf(
  entries: readonly Uint8Array[],
  { privateKey, publicKey }: { privateKey: KeyObject; publicKey: Uint8Array } = key,
): string {
  const root = rootOf(entries.map((entry) => hashLeaf(sha256, entry)));
  const signer = { name: origin, publicKey, sign: (data: Uint8Array) => sign(null, data, privateKey) };
  return signNote(sha256, formatCheckpoint({ origin, size: entries.length, root }), signer);
}

/** The files of a log of fewer than 256 entries. */
function filesOf(entries: readonly Uint8Array[], head = headOf(entries)): Map<string, Uint8Array> {
  const bundle = entries.flatMap((entry) => [Buffer.of(0, entry.length), entry]);
  return new Map<string, Uint8Array>([
    ['checkpoint', Buffer.from(head)],
    [`tile/0/000.p/${entries.length}`, Buffer.concat(entries.map((entry) => hashLeaf(sha256, entry)))],
    [`tile/entries/000.p/${entries.length}`, Buffer.concat(bundle)],
  ]);
}

/** A system with one log, whose files may be exchanged while the test goes on. */
async function systemWith(files: Map<string, Uint8Array>) {
  const served = { files };
  const fetch: typeof globalThis.fetch = async (address) => {
    const found = served.files.get(new Request(address).url.slice(url.length + 1));
    return found ? new Response(Buffer.from(found)) : new Response('', { status: 404 });
  };
  const cli = await createFakeCli({ fetch });
  const directory = await announceSystem(cli.deps, {
    logs: [
      { body, origin, url, verifierKeys: [key.verifierKey], witnesses: [], quorum: 2, store: 'postgres://nowhere' },
    ],
  });
  return { cli, served, remembered: join(directory, 'checkpoints', body) };
}

describe('juki audit verify', () => {
  test('tells size, root, key and age of a sound log, and remembers its head', async () => {
    const entries = entriesOf(5);
    const { cli, remembered } = await systemWith(filesOf(entries));
    const { code, out, said } = await cli.run('audit', 'verify');
    expect({ code, said }).toEqual({ code: 0, said: '' });
    expect(out).toMatch(/270008 +sound +5 +[0-9a-f]{16} +[0-9a-f]{8} +- +\d+ \w+ +-/);
    expect(out).toContain('VERIFIED: all logs (1) are sound.');
    expect(await readFile(remembered, 'utf8')).toBe(headOf(entries));
  });

  test('tells a program everything', async () => {
    const { cli } = await systemWith(filesOf(entriesOf(3)));
    const { out } = await cli.run('audit', 'verify', '--json');
    expect(JSON.parse(out)).toMatchObject([
      {
        body,
        verdict: 'sound',
        entries: 3,
        checkpoint: { size: 3 },
        findings: [],
        lastEntry: expect.stringMatching(/:00.000Z$/),
      },
    ]);
  });

  test('finds the head seen last in a log that has grown', async () => {
    const { cli, served } = await systemWith(filesOf(entriesOf(3)));
    await cli.run('audit', 'verify');
    served.files = filesOf(entriesOf(5));
    const { code, out } = await cli.run('audit', 'verify', '--json');
    expect(code).toBe(0);
    expect(JSON.parse(out)[0].consistentWith).toMatchObject([{ size: 3 }]);
  });

  test('shows the evidence when the log was rewritten and signed again, and keeps the good head', async () => {
    const { cli, served, remembered } = await systemWith(filesOf(entriesOf(3)));
    await cli.run('audit', 'verify');
    served.files = filesOf(entriesOf(5, 'another story '));
    const { code, out } = await cli.run('audit', 'verify');
    expect(code).toBe(1);
    expect(out).toContain('NOT VERIFIED: 1 of 1 logs.');
    expect(out).toMatch(/inconsistent {2}size 3 {2}computed "[0-9a-f]{64}" {2}signed "[0-9a-f]{64}"/);
    expect(await readFile(remembered, 'utf8')).toBe(headOf(entriesOf(3)));
  });

  test('refuses a log that no witness has seen, where witnesses are known', async () => {
    const { cli } = await systemWith(filesOf(entriesOf(3)));
    const { code, out } = await cli.run('audit', 'verify', '--witness', witness);
    expect(code).toBe(1);
    expect(out).toContain('witnessed-checkpoint-missing');
    const two = await cli.run('audit', 'verify', '--witness', witness, '--quorum', '2');
    expect(two).toMatchObject({ code: 2, said: expect.stringContaining('1 were named') });
    const notOne = await cli.run('audit', 'verify', '--witness', key.verifierKey);
    expect(notOne).toMatchObject({ code: 2, said: expect.stringContaining('no verifier key of a witness') });
  });

  test('refuses a log that another key signed', async () => {
    const entries = entriesOf(3);
    const { cli } = await systemWith(filesOf(entries, headOf(entries, keyPair())));
    const { code, out } = await cli.run('audit', 'verify');
    expect(code).toBe(1);
    expect(out).toContain('checkpoint-refused  reason "no-known-key"');
  });

  test('holds a log against a checkpoint that somebody kept', async () => {
    const { cli } = await systemWith(filesOf(entriesOf(2)));
    const file = join(cli.deps.workingDirectory, 'kept');
    await writeFile(file, headOf(entriesOf(4)));
    const { code, out } = await cli.run('audit', 'verify', '--checkpoint', file);
    expect(code).toBe(1);
    expect(out).toContain('shrunk');
  });

  test('a log that does not answer is not verified', async () => {
    const { cli } = await systemWith(new Map());
    const silent = await createFakeCli({
      systems: cli.deps.systems,
      fetch: () => Promise.reject(new TypeError('fetch failed')),
    });
    const { code, out } = await silent.run('audit', 'verify');
    expect(code).toBe(1);
    expect(out).toContain('NO ANSWER');
    expect(out).toContain(`The log at ${url} does not answer.`);
    expect(out).toContain('NOT VERIFIED: 1 of 1 logs.');
  });

  test('names the bodies it knows when it is asked for another', async () => {
    const { cli } = await systemWith(new Map());
    const { code, said } = await cli.run('audit', 'verify', '--body', '131016');
    expect(code).toBe(2);
    expect(said).toContain('Known: 270008');
  });
});

describe('a log elsewhere', () => {
  async function evidence(files: Map<string, Uint8Array>): Promise<string> {
    const { deps } = await createFakeCli();
    for (const [path, content] of files) {
      const file = join(deps.workingDirectory, 'evidence', path);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, content);
    }
    return join(deps.workingDirectory, 'evidence');
  }

  test('is verified from a folder, without a system and without the net', async () => {
    const folder = await evidence(filesOf(entriesOf(4)));
    const cli = await createFakeCli();
    expect(
      await cli.run('audit', 'verify', '--evidence', folder, '--body', body, '--vkey', key.verifierKey),
    ).toMatchObject({ code: 0 });
  });

  test('is broken in a folder in which one byte was changed', async () => {
    const files = filesOf(entriesOf(4));
    const path = 'tile/entries/000.p/4';
    files.set(path, Buffer.from(files.get(path) ?? []).fill(7, 100, 101));
    const cli = await createFakeCli();
    const { code, out } = await cli.run(
      'audit',
      'verify',
      '--evidence',
      await evidence(files),
      '--body',
      body,
      '--vkey',
      key.verifierKey,
    );
    expect(code).toBe(1);
    expect(out).toContain('entry-not-in-tile');
  });

  test.each([
    [['--url', 'http://127.0.0.1:1/log/270008'], /needs --body once, and --vkey/],
    [['--url', 'http://127.0.0.1:1', '--body', body], /needs --body once, and --vkey/],
    [['--url', 'ftp://x', '--body', body, '--vkey', key.verifierKey], /http or https/],
    [['--evidence', '.', '--body', body, '--vkey', `${origin}+00000000+AAAA`], /no verifier key/],
    [['--evidence', '.', '--url', 'http://127.0.0.1:1'], /not both/],
    [['--evidence', '.', '--body', body, '--vkey', key.verifierKey, '--openings'], /store of a local system/],
    [
      ['--evidence', '.', '--body', body, '--vkey', key.verifierKey, '--checkpoint', '/nowhere'],
      /nowhere cannot be read/,
    ],
  ])('%j is called wrongly', async (args, sentence) => {
    const { code, said } = await (await createFakeCli()).run('audit', 'verify', ...args);
    expect(code).toBe(2);
    expect(said).toMatch(sentence);
  });
});
