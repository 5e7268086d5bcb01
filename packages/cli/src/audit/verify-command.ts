import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { createLogReader } from '@juki/audit-log/postgres';
import { parseCheckpoint } from '@juki/audit-log/verify';
import type { Command } from 'commander';
import { atLeastOne, collect, path, port } from '../arguments.ts';
import type { Commands, Context } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { findSystem } from '../system/find-system.ts';
import type { KnownLog } from '../system/running-system.ts';
import { UsageFault } from '../usage-fault.ts';
import { folderSource, httpSource, watch } from './log-sources.ts';
import { rememberedCheckpoints } from './remembered-checkpoints.ts';
import { reportLines } from './report-lines.ts';
import { type VerifiedLog, verifyOne } from './verify-logs.ts';

interface VerifyOptions {
  readonly body?: readonly string[];
  readonly url?: string;
  readonly evidence?: string;
  readonly vkey?: readonly string[];
  readonly witness?: readonly string[];
  readonly quorum?: number;
  readonly checkpoint?: readonly string[];
  readonly openings?: boolean;
  readonly directory?: string;
  readonly port?: number;
}

/** `juki audit verify`: verifies whole logs, without believing who keeps them. */
export function addVerify(audit: Command, { add }: Commands): void {
  const text = (value: string) => value;
  const command = audit
    .command('verify')
    .description(
      'verify signature, tree and every entry of the logs, and that each still contains the checkpoint seen last',
    )
    .option('--body <code>', 'only the log of this body; may be given again', collect(text))
    .option('--url <address>', 'a log elsewhere: the address above checkpoint and tile/; needs --body and --vkey')
    .option('--evidence <folder>', 'the files of a log in a folder; needs --body and --vkey', path)
    .option(
      '--vkey <key>',
      'verifier key that you trust for the log (C2SP signed-note); may be given again',
      collect(text),
    )
    .option(
      '--witness <key>',
      'verifier key of a witness that you trust (C2SP tlog-cosignature); may be given again',
      collect(text),
    )
    .option('--quorum <number>', 'how many of the witnesses must have cosigned; all of them if left out', atLeastOne)
    .option('--checkpoint <file>', 'an older checkpoint that the log must contain; may be given again', collect(path))
    .option('--openings', 'also hold the stored records against the log (needs the store of a local system)')
    .option('--directory <folder>', 'directory of the system', path)
    .option('--port <number>', 'port of the gateway of the system', port);
  add<VerifyOptions>(command, 'juki audit verify --body 270008 --openings', async (options, context) => {
    const reports =
      options.url === undefined && options.evidence === undefined
        ? await verifySystem(options, context)
        : [await verifyElsewhere(options, context)];
    context.answer(reports, () => reportLines(reports, context));
    return reports.every(({ verdict }) => verdict === 'sound') ? exitCode.done : exitCode.failed;
  });
}

async function verifyElsewhere(options: VerifyOptions, { deps }: Context): Promise<VerifiedLog> {
  const { url, evidence, body: bodies = [], vkey: keys = [] } = options;
  const [body, ...others] = bodies;
  const [key] = keys;
  if (url !== undefined && evidence !== undefined) throw new UsageFault('Give --url or --evidence, not both.');
  if (body === undefined || key === undefined || others.length > 0) {
    throw new UsageFault(
      'A log elsewhere needs --body once, and --vkey: a key is never taken from the log that it is to prove.',
    );
  }
  if (options.openings)
    throw new UsageFault('--openings needs the store of a local system; leave out --url and --evidence.');
  if (url !== undefined && !/^https?:$/.test(URL.canParse(url) ? new URL(url).protocol : ''))
    throw new UsageFault('--url must be an http or https address.');
  const source = watch(evidence === undefined ? httpSource(url ?? '', deps.fetch) : folderSource(evidence));
  const origin = key.slice(0, Math.max(0, key.indexOf('+')));
  const policy = { witnesses: options.witness ?? [], quorum: quorumOf(options) };
  const place = evidence ?? url ?? '';
  return verifyOne({ body, origin, place, source, keys, ...policy, older: await readOlder(options) });
}

async function verifySystem(options: VerifyOptions, { deps }: Context): Promise<readonly VerifiedLog[]> {
  const system = await findSystem(options, deps);
  const remembered = rememberedCheckpoints(join(system.directory, 'checkpoints'));
  const given = await readOlder(options);
  const logs = chosen(system.logs, options.body ?? []);
  const reports: VerifiedLog[] = [];
  for (const log of logs) {
    const source = watch(httpSource(log.url, deps.fetch));
    const last = await remembered.read(log.body);
    const older = [...(last === undefined ? [] : [last]), ...given.filter((note) => originOf(note) === log.origin)];
    const keys = options.vkey ?? log.verifierKeys;
    const policy = options.witness ? { witnesses: options.witness, quorum: quorumOf(options) } : {};
    const report = await withRows(
      options.openings ?? false,
      log,
      (file) => source.get(file),
      (rows) => verifyOne({ ...log, ...policy, place: log.url, source, keys, older, rows }),
    );
    const head = source.head();
    // Only what was found sound is remembered: a broken log must go on being measured by the last good head.
    if (report.verdict === 'sound' && head !== undefined) await remembered.write(log.body, head);
    reports.push(report);
  }
  return reports;
}

/** As many as were named, where nothing else was asked for. */
function quorumOf({ witness = [], quorum = witness.length }: VerifyOptions): number {
  if (quorum <= witness.length) return quorum;
  throw new UsageFault(`--quorum ${quorum} needs as many witnesses; ${witness.length} were named with --witness.`);
}

/** With the rows of the store, where they are wanted; the reader is closed whatever happens. */
async function withRows(
  wanted: boolean,
  log: KnownLog,
  get: (path: string) => Promise<Uint8Array | null>,
  verify: (rows: ReturnType<ReturnType<typeof createLogReader>['rows']> | undefined) => Promise<VerifiedLog>,
): Promise<VerifiedLog> {
  if (!wanted) return verify(undefined);
  const reader = createLogReader({ url: log.store, connections: 1 });
  try {
    // A log that does not answer is told of by the verifier, which asks again.
    const head = await get('checkpoint').catch(() => null);
    return await verify(reader.rows(log.body, sizeOf(head)));
  } finally {
    await reader.close();
  }
}

/** The size that an unverified head states: how far the rows are read. The verifier compares them with the verified one. */
function sizeOf(unverifiedHead: Uint8Array | null): number {
  const note = Buffer.from(unverifiedHead ?? []).toString('utf8');
  return parseCheckpoint(textOf(note))?.size ?? 0;
}

function originOf(note: string): string | undefined {
  return parseCheckpoint(textOf(note))?.origin;
}

/** The signed text of a note, before its signatures. */
function textOf(note: string): string {
  return note.slice(0, note.indexOf('\n\n') + 1);
}

function readOlder({ checkpoint: files = [] }: VerifyOptions): Promise<readonly string[]> {
  return Promise.all(
    files.map((file) =>
      readFile(file, 'utf8').catch(() => {
        throw new UsageFault(`${file} cannot be read.`);
      }),
    ),
  );
}

function chosen(logs: readonly KnownLog[], bodies: readonly string[]): readonly KnownLog[] {
  if (bodies.length === 0) return logs;
  return bodies.map((body) => {
    const log = logs.find((known) => known.body === body);
    if (log) return log;
    throw new UsageFault(
      `No log of a body "${body}" is known here. Known: ${logs.map((known) => known.body).join(', ')}`,
    );
  });
}
