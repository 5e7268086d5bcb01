import type pg from 'pg';
import type { Sha256 } from '../hashing.ts';
import { logOrigin } from '../note/checkpoint.ts';
import type { NoteSigner } from '../note/signed-note.ts';
import { abandon, connect } from './connect.ts';
import { nodeSha256 } from './node-crypto.ts';
import { type Growth, integrate, type SequencerStep } from './sequencer/integrate.ts';

/** What signs the checkpoints of a body: `log/<body>` of the key provider. */
export type CheckpointSigner = Omit<NoteSigner, 'name'>;

/** What a sequencer needs. */
export interface SequencerOptions {
  /** A login that holds `juki_audit_sequencer` and nothing more. */
  readonly url: string;
  readonly bodies: readonly string[];
  readonly signerFor: (body: string) => CheckpointSigner;
  /** Host name in the origin `<host>/log/<body>`. Default `juki.example`. */
  readonly host?: string;
  /** Milliseconds between two integrations. Default 500. */
  readonly intervalMs?: number;
  /** Most entries of one integration; where more wait, the next follows at once. Default 4,096. */
  readonly batch?: number;
  readonly sha256?: Sha256;
  /** Told of every failure of the running sequencer; it goes on trying. */
  readonly onFailure?: (body: string, fault: unknown) => void;
  /** Told of every step; what it throws ends the integration. For faults in tests and for measurement. */
  readonly onStep?: (body: string, step: SequencerStep) => void | Promise<void>;
}

/** What became of one body in one round. */
export type IntegrationResult =
  | ({ readonly kind: 'integrated'; readonly body: string } & Growth)
  | { readonly kind: 'idle'; readonly body: string; readonly size: number }
  /** Another sequencer holds the lock of this body. */
  | { readonly kind: 'not-elected'; readonly body: string }
  | { readonly kind: 'failed'; readonly body: string; readonly fault: unknown };

/** Puts records into the logs of some bodies, and signs. */
export interface Sequencer {
  start(): void;
  /** Ends the round under way, then gives up the locks. */
  stop(): Promise<void>;
  /** One round over all bodies. */
  integrateOnce(): Promise<readonly IntegrationResult[]>;
}

const statementMs = 10_000;
const sessionSettings = {
  // A session that stays silent so long is ended by the store, so that a dead sequencer does not keep its locks.
  idle_session_timeout: 30_000,
  // The backlog is read by its index, in order and no further than asked. Before the store has statistics of a table that
  // grows this fast, the planner would sort the whole backlog for every batch.
  enable_seqscan: 'off',
  enable_bitmapscan: 'off',
  enable_sort: 'off',
};

/**
 * The sequencer of a store. Any number may run: an advisory lock elects one for each body, the tree state is compared and
 * swapped, and the keys of leaves and checkpoints forbid a second root at a size.
 */
export function createSequencer(options: SequencerOptions): Sequencer {
  const { url, bodies, host = 'juki.example', intervalMs = 500, batch = 4_096, sha256 = nodeSha256 } = options;
  const elected = new Set<string>();
  let client: pg.Client | undefined;
  let prepared = 0;
  let timer: NodeJS.Timeout | undefined;
  let round: Promise<readonly IntegrationResult[]> = Promise.resolve([]);
  let running = false;

  const drop = () => {
    if (client !== undefined) abandon(client);
    client = undefined;
    elected.clear();
  };

  const connected = async (): Promise<pg.Client> => {
    client ??= await connect(url, { statement: statementMs, name: 'juki-audit-sequencer', settings: sessionSettings });
    if (Date.now() - prepared > 3_600_000) {
      await client.query('SELECT audit_prepare_months(3)');
      prepared = Date.now();
    }
    return client;
  };

  const integrateBody = async (body: string): Promise<IntegrationResult> => {
    try {
      const store = await connected();
      if (!elected.has(body)) {
        if (!(await electedFor(store, body))) return { kind: 'not-elected', body };
        elected.add(body);
      }
      const key = options.signerFor(body);
      const growth = await integrateAll(store, body, {
        sha256,
        signer: { name: logOrigin(host, body), publicKey: key.publicKey, sign: (data) => key.sign(data) },
        batch,
        onStep: (step) => options.onStep?.(body, step),
      });
      return growth.size === growth.from
        ? { kind: 'idle', body, size: growth.size }
        : { kind: 'integrated', body, ...growth };
    } catch (fault) {
      // Whatever happened, the session may be gone, and with it the locks: start anew.
      drop();
      return { kind: 'failed', body, fault };
    }
  };

  const integrateBodies = async () => {
    const results: IntegrationResult[] = [];
    for (const body of bodies) results.push(await integrateBody(body));
    return results;
  };

  /** One round after another: they share a connection. */
  const integrateOnce = () => {
    round = round.then(integrateBodies);
    return round;
  };

  const tick = async () => {
    for (const result of await integrateOnce())
      if (result.kind === 'failed') options.onFailure?.(result.body, result.fault);
    if (running) timer = setTimeout(() => void tick(), intervalMs);
  };

  return {
    integrateOnce,
    start() {
      if (running) return;
      running = true;
      void tick();
    },
    async stop() {
      running = false;
      clearTimeout(timer);
      await round;
      const open = client;
      client = undefined;
      elected.clear();
      await open?.end().catch(() => undefined);
    },
  };
}

/** A lock of the session: it ends with the connection, however that ends. */
async function electedFor(client: pg.Client, body: string): Promise<boolean> {
  const { rows } = await client.query<{ elected: boolean }>(
    `SELECT pg_try_advisory_lock(hashtextextended('juki-audit-sequencer/' || $1, 0)) AS elected`,
    [body],
  );
  return rows[0]?.elected === true;
}

async function integrateAll(client: pg.Client, body: string, tools: Parameters<typeof integrate>[2]): Promise<Growth> {
  const first = await integrate(client, body, tools);
  let last = first;
  while (last.size - last.from === tools.batch) last = await integrate(client, body, tools);
  return { from: first.from, size: last.size };
}
