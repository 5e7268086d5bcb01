import { JukiError } from '@juki/errors';
import type pg from 'pg';
import { equalBytes } from '../../bytes.ts';
import { encodeEntry } from '../../entry.ts';
import type { Sha256 } from '../../hashing.ts';
import { formatCheckpoint } from '../../note/checkpoint.ts';
import { type NoteSigner, signNote } from '../../note/signed-note.ts';
import { emptyRoot, hashLeaf } from '../../tree/hash-node.ts';
import { createTreeEdge, type FullTile, type TreeEdge } from '../../tree/tree-edge.ts';
import {
  idleSize,
  insertCheckpoint,
  insertLeaves,
  insertTiles,
  insertTreeState,
  type PendingRecord,
  readEdge,
  readPending,
  readTreeState,
  swapTreeState,
  type TreeState,
} from './tree-store.ts';

/** A step of an integration, in order. The process may die before, in or after any of them. */
export type SequencerStep = 'begun' | 'read' | 'leaves' | 'tiles' | 'checkpoint' | 'swapped' | 'committed';

/** What an integration needs. */
export interface IntegrationTools {
  readonly sha256: Sha256;
  /** Signs the checkpoints; its name is the origin of the log. */
  readonly signer: NoteSigner;
  /** Most entries of one integration. */
  readonly batch: number;
  readonly onStep: (step: SequencerStep) => void | Promise<void>;
}

/** A tree that grew, or did not. */
export interface Growth {
  readonly from: number;
  readonly size: number;
}

const noRecord = '00000000-0000-0000-0000-000000000000';

/**
 * Puts waiting records into the log of a body: one transaction, so that leaves, tiles, state and signed checkpoint
 * appear together or not at all. The checkpoint is signed last and is seen by nobody before the commit.
 */
export async function integrate(client: pg.Client, body: string, tools: IntegrationTools): Promise<Growth> {
  const idle = await idleSize(client, body);
  if (idle !== undefined) return { from: idle, size: idle };
  await client.query('BEGIN');
  try {
    await tools.onStep('begun');
    const growth = await grow(client, body, tools);
    await client.query('COMMIT');
    await tools.onStep('committed');
    return growth;
  } catch (fault) {
    await client.query('ROLLBACK').catch(() => undefined);
    throw fault;
  }
}

async function grow(client: pg.Client, body: string, tools: IntegrationTools): Promise<Growth> {
  const state = (await readTreeState(client, body)) ?? (await begin(client, body, tools));
  if (state.behind) {
    throw broken(body, 'the store counts its transactions from before the last checkpoint: it is a restored copy');
  }
  const pending = await readPending(client, state, tools.batch);
  const last = pending.at(-1);
  if (last === undefined) return { from: state.size, size: state.size };
  const edge = await verifiedEdge(client, state, tools.sha256);
  await tools.onStep('read');
  const { entries, tiles } = append(edge, pending, body, tools.sha256);
  await insertLeaves(client, { body, first: state.size, ids: pending.map(({ id }) => id), entries });
  await tools.onStep('leaves');
  await insertTiles(client, body, tiles);
  await tools.onStep('tiles');
  const next = { body, size: edge.size, root: edge.root(), watermarkXact: last.xact, watermarkId: last.id };
  await publish(client, next, tools);
  await tools.onStep('checkpoint');
  if (!(await swapTreeState(client, state, next))) throw broken(body, 'another sequencer was at work');
  await tools.onStep('swapped');
  return { from: state.size, size: next.size };
}

/** The empty log has a checkpoint too: what is consistent with it is known from the first second. */
async function begin(client: pg.Client, body: string, tools: IntegrationTools): Promise<TreeState> {
  const state = {
    body,
    size: 0,
    root: emptyRoot(tools.sha256),
    watermarkXact: '0',
    watermarkId: noRecord,
    behind: false,
  };
  if (!(await insertTreeState(client, state))) throw broken(body, 'another sequencer was at work');
  await publish(client, state, tools);
  return state;
}

/** The edge, held against the last root: nothing is signed over leaves or tiles that were changed in the store. */
async function verifiedEdge(client: pg.Client, state: TreeState, sha256: Sha256): Promise<TreeEdge> {
  const partial = await readEdge(client, state, sha256);
  const widths = partial.map((hashes) => hashes.length);
  try {
    const edge = createTreeEdge(sha256, state.size, partial);
    if (equalBytes(edge.root(), state.root)) return edge;
  } catch (fault) {
    if (!(fault instanceof RangeError)) throw fault;
  }
  throw new JukiError(
    'AUDIT_LOG_BROKEN',
    `The log of ${state.body} does not lead to its last root; nothing is signed.`,
    {
      details: { body: state.body, size: state.size, root: hex(state.root), widths },
    },
  );
}

function append(edge: TreeEdge, pending: readonly PendingRecord[], body: string, sha256: Sha256) {
  const entries: Uint8Array[] = [];
  const tiles: FullTile[] = [];
  for (const { kind, recordedAt, commitment } of pending) {
    const minute = Math.floor(recordedAt.getTime() / 60_000);
    const entry = encodeEntry({ kind, body, index: edge.size, minute, commitment });
    entries.push(entry);
    tiles.push(...edge.append(hashLeaf(sha256, entry)));
  }
  return { entries, tiles };
}

async function publish(
  client: pg.Client,
  { body, size, root }: Pick<TreeState, 'body' | 'size' | 'root'>,
  tools: IntegrationTools,
): Promise<void> {
  const text = formatCheckpoint({ origin: tools.signer.name, size, root });
  await insertCheckpoint(client, { body, size, root, note: signNote(tools.sha256, text, tools.signer) });
}

function broken(body: string, reason: string): JukiError {
  return new JukiError('AUDIT_LOG_BROKEN', `The log of ${body} was not extended: ${reason}.`, { details: { body } });
}

function hex(bytes: Uint8Array): string {
  return Buffer.from(bytes).toString('hex');
}
