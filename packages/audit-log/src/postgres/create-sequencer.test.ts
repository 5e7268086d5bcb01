import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from '@jest/globals';
import pg from 'pg';
import { logOrigin } from '../note/checkpoint.ts';
import { type AuditStore, startAuditStore } from '../testing/audit-store.ts';
import { makeSigner, sha256, verifySignature } from '../testing/crypto.ts';
import { makeRecord } from '../testing/make-record.ts';
import { verifyLog } from '../verify/verify-log.ts';
import type { AuditWriter } from '../writer.ts';
import { createAuditWriter } from './create-audit-writer.ts';
import { createLogReader, type LogReader } from './create-log-reader.ts';
import { createSequencer, type Sequencer, type SequencerOptions } from './create-sequencer.ts';

let store: AuditStore;
let writer: AuditWriter;
let reader: LogReader;
let body = '';
let bodies = 100_000;
const signer = makeSigner('any');
const sequencers: Sequencer[] = [];

beforeAll(async () => {
  store = await startAuditStore();
  writer = createAuditWriter({ url: store.urls.writer });
  reader = createLogReader({ url: store.urls.reader });
});

beforeEach(() => {
  bodies += 1;
  body = String(bodies);
});

afterEach(async () => {
  await Promise.all(sequencers.splice(0).map((sequencer) => sequencer.stop()));
});

afterAll(async () => {
  await Promise.all([writer.close(), reader.close()]);
  await store.stop();
});

function makeSequencer(options: Partial<SequencerOptions> = {}): Sequencer {
  const sequencer = createSequencer({
    url: store.urls.sequencer,
    bodies: [body],
    signerFor: () => signer,
    ...options,
  });
  sequencers.push(sequencer);
  return sequencer;
}

async function write(count: number) {
  const records = Array.from({ length: count }, () => makeRecord({ body }));
  await writer.append(records);
  return records;
}

/** Verifies everything that the store holds of the body, rows included. */
async function verify(older: readonly string[] = []) {
  const origin = logOrigin('juki.example', body);
  const size = (await reader.counts(body)).size;
  return verifyLog(reader.source(body), {
    sha256,
    verifySignature,
    origin,
    body,
    keys: [{ name: origin, publicKey: signer.publicKey }],
    older,
    rows: reader.rows(body, size),
  });
}

describe('a sequencer', () => {
  test('signs the empty log first', async () => {
    expect(await makeSequencer().integrateOnce()).toEqual([{ kind: 'idle', body, size: 0 }]);
    expect(await verify()).toMatchObject({ verdict: 'sound', checkpoint: { size: 0 }, findings: [] });
  });

  test('puts every record into the log once, in the order of its transactions', async () => {
    const sequencer = makeSequencer();
    const first = await write(3);
    const second = await write(2);
    expect(await sequencer.integrateOnce()).toEqual([{ kind: 'integrated', body, from: 0, size: 5 }]);
    expect(await sequencer.integrateOnce()).toEqual([{ kind: 'idle', body, size: 5 }]);
    const rows = await store.admin<{ record_id: string }>('SELECT record_id FROM leaf WHERE body = $1 ORDER BY idx', [
      body,
    ]);
    expect(rows.map((row) => row.record_id)).toEqual([...first, ...second].map((record) => record.id));
    expect(await verify()).toMatchObject({ verdict: 'sound', entries: 5, openings: 5, unopened: 0 });
  });

  test('orders transactions by number and not by digits', async () => {
    await store.admin(
      `INSERT INTO record (body, id, kind, recorded_at, commitment, xact)
       SELECT $1, ('01999999-0000-7000-8000-0000000fff' || place)::uuid, 7, now(), decode(repeat('ab', 32), 'hex'), xact::xid8
       FROM unnest(ARRAY['8', '9', '10', '11', '100', '101']) WITH ORDINALITY AS sent (xact, number),
         LATERAL (SELECT lpad((7 - number)::text, 2, '0')) AS reversed (place)`,
      [body],
    );
    expect(await makeSequencer({ batch: 2 }).integrateOnce()).toEqual([{ kind: 'integrated', body, from: 0, size: 6 }]);
    const rows = await store.admin<{ id: string }>('SELECT record_id AS id FROM leaf WHERE body = $1 ORDER BY idx', [
      body,
    ]);
    expect(rows.map((row) => row.id.slice(-2))).toEqual(['06', '05', '04', '03', '02', '01']);
  });

  test('grows over full tiles, in batches, and each checkpoint contains the older ones', async () => {
    const sequencer = makeSequencer({ batch: 100 });
    const older: string[] = [];
    for (const count of [1, 254, 1, 1, 300, 600]) {
      await write(count);
      await sequencer.integrateOnce();
      older.push((await reader.checkpoint(body)) ?? '');
    }
    const report = await verify(older);
    expect(report).toMatchObject({ verdict: 'sound', entries: 1157, openings: 1157 });
    expect(report.consistentWith.map((head) => head.size)).toEqual([1, 255, 256, 257, 557, 1157]);
    expect(await store.admin('SELECT FROM tile WHERE body = $1', [body])).toHaveLength(4);
  });

  test('waits for a transaction that is still open, and passes nothing over', async () => {
    const sequencer = makeSequencer();
    await sequencer.integrateOnce();
    const late = new pg.Client({ connectionString: store.adminUrl });
    await late.connect();
    await late.query('BEGIN');
    await late.query(
      `INSERT INTO record (body, id, kind, recorded_at, commitment)
       VALUES ($1, '01999999-0000-7000-8000-ffffffffffff', 7, now(), decode(repeat('ab', 32), 'hex'))`,
      [body],
    );
    await write(1);
    expect(await sequencer.integrateOnce()).toEqual([{ kind: 'idle', body, size: 0 }]);
    await late.query('COMMIT');
    await late.end();
    expect(await sequencer.integrateOnce()).toEqual([{ kind: 'integrated', body, from: 0, size: 2 }]);
  });

  test('runs by itself until it is stopped', async () => {
    let grown = () => {};
    const growth = new Promise<void>((resolve) => {
      grown = resolve;
    });
    const sequencer = makeSequencer({
      intervalMs: 5,
      onStep: (_, step) => (step === 'committed' ? grown() : undefined),
    });
    await write(1);
    sequencer.start();
    sequencer.start();
    await growth;
    await sequencer.stop();
    await write(1);
    expect(await verify()).toMatchObject({ verdict: 'sound', entries: 1 });
  });

  test('keeps up while records are being written, and loses none', async () => {
    const sequencer = makeSequencer({ intervalMs: 1, batch: 64 });
    sequencer.start();
    await Promise.all(
      Array.from({ length: 12 }, async () => {
        for (let round = 0; round < 25; round += 1) await write(2);
      }),
    );
    await sequencer.stop();
    await makeSequencer().integrateOnce();
    expect(await verify()).toMatchObject({ verdict: 'sound', entries: 600, openings: 600 });
  });
});

describe('two sequencers', () => {
  test('are one that works and one that waits, until the first is gone', async () => {
    const [first, second] = [makeSequencer(), makeSequencer()];
    await first.integrateOnce();
    await write(2);
    expect(await second.integrateOnce()).toEqual([{ kind: 'not-elected', body }]);
    await first.stop();
    expect(await second.integrateOnce()).toEqual([{ kind: 'integrated', body, from: 0, size: 2 }]);
  });

  test('that both believe they are elected still make one tree', async () => {
    await write(40);
    const inTheMiddle: (() => void)[] = [];
    const bothRead = new Promise<void>((resolve) => {
      inTheMiddle.push(resolve);
    });
    let reads = 0;
    const onStep = async (_: string, step: string) => {
      if (step !== 'read') return;
      reads += 1;
      // The second goes on only after both have read the same state.
      if (reads === 2) for (const go of inTheMiddle) go();
      await bothRead;
    };
    await makeSequencer()
      .integrateOnce()
      .then(() => write(7));
    await Promise.all(sequencers.splice(0).map((sequencer) => sequencer.stop()));
    const pair = [makeSequencer({ onStep, batch: 5 }), makeSequencer({ onStep, batch: 5 })];
    await withoutElection(async () => {
      const results = (await Promise.all(pair.map((sequencer) => sequencer.integrateOnce()))).flat();
      expect(results.filter((result) => result.kind === 'failed')).toHaveLength(1);
    });
    await Promise.all(sequencers.splice(0).map((sequencer) => sequencer.stop()));
    await makeSequencer().integrateOnce();
    expect(await verify()).toMatchObject({ verdict: 'sound', entries: 47 });
  });
});

/** Lets every session believe that it is elected, as a split network or a wrong clock of the store might. */
async function withoutElection(act: () => Promise<void>): Promise<void> {
  await store.admin(
    `CREATE FUNCTION public.pg_try_advisory_lock(bigint) RETURNS boolean LANGUAGE sql AS 'SELECT true'`,
  );
  await store.admin('ALTER ROLE audit_test_sequencer SET search_path = public, pg_catalog');
  try {
    await act();
  } finally {
    await store.admin('ALTER ROLE audit_test_sequencer RESET search_path');
    await store.admin('DROP FUNCTION public.pg_try_advisory_lock(bigint)');
  }
}

const steps = ['begun', 'read', 'leaves', 'tiles', 'checkpoint', 'swapped', 'committed'] as const;

describe.each(steps)('a sequencer that dies at the step «%s»', (deadly) => {
  test.each([
    ['by an error', async () => Promise.reject(new Error('the step fails'))],
    [
      'with its connection',
      async () => {
        await store.admin(
          `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name = 'juki-audit-sequencer'`,
        );
      },
    ],
  ])('%s leaves a sound log, and the next round goes on', async (_, die) => {
    const calm = makeSequencer();
    await write(250);
    await calm.integrateOnce();
    await calm.stop();
    const before = (await reader.checkpoint(body)) ?? '';
    let alive = true;
    const sequencer = makeSequencer({
      onStep: async (_body, step) => {
        if (step !== deadly || !alive) return;
        alive = false;
        await die();
      },
    });
    await write(10);
    const [result] = await sequencer.integrateOnce();
    if (deadly !== 'committed') expect(result).toMatchObject({ kind: 'failed', body });
    const after = deadly === 'committed' ? 260 : 250;
    expect(await verify([before])).toMatchObject({ verdict: 'sound', checkpoint: { size: after } });
    await sequencer.integrateOnce();
    await sequencer.integrateOnce();
    expect(await verify([before])).toMatchObject({ verdict: 'sound', entries: 260, openings: 260 });
    const roots = await store.admin('SELECT FROM checkpoint WHERE body = $1', [body]);
    expect(roots).toHaveLength(3);
  });
});

describe('a sequencer refuses to sign', () => {
  test.each([
    [
      'a leaf at the edge was changed',
      `UPDATE leaf SET entry = set_byte(entry, 51, 255 - get_byte(entry, 51)) WHERE body = $1 AND idx = 258`,
    ],
    ['a leaf at the edge is gone', 'DELETE FROM leaf WHERE body = $1 AND idx = 258'],
    [
      'the root of a tile was changed',
      `UPDATE tile SET root = set_byte(root, 0, 255 - get_byte(root, 0)) WHERE body = $1`,
    ],
    ['the state was set back', `UPDATE tree_state SET size = size - 1 WHERE body = $1`],
  ])('when %s', async (_, tamper) => {
    await write(260);
    const sequencer = makeSequencer();
    await sequencer.integrateOnce();
    await store.admin(tamper, [body]);
    await write(1);
    expect(await sequencer.integrateOnce()).toMatchObject([{ kind: 'failed', fault: { code: 'AUDIT_LOG_BROKEN' } }]);
    expect(await store.admin('SELECT FROM checkpoint WHERE body = $1 AND size > 260', [body])).toEqual([]);
  });

  test('on a store that was restored from a copy and counts its transactions anew', async () => {
    await write(1);
    const sequencer = makeSequencer();
    await sequencer.integrateOnce();
    await store.admin(`UPDATE tree_state SET watermark_xact = '9999999999' WHERE body = $1`, [body]);
    await write(1);
    expect(await sequencer.integrateOnce()).toMatchObject([{ kind: 'failed', fault: { code: 'AUDIT_LOG_BROKEN' } }]);
  });
});

test('a failure of one body does not keep the others from growing, and is told', async () => {
  const other = `x${body.slice(1)}`;
  const told: string[] = [];
  await write(1);
  await writer.append([makeRecord({ body: other })]);
  let round = () => {};
  const twoRounds = new Promise<void>((resolve) => {
    round = resolve;
  });
  const sequencer = makeSequencer({
    bodies: [body, other],
    intervalMs: 5,
    onStep: (of) => {
      if (of === body) throw new Error('the step fails');
    },
    onFailure: (of) => {
      told.push(of);
      if (told.length === 2) round();
    },
  });
  sequencer.start();
  await twoRounds;
  await sequencer.stop();
  expect(new Set(told)).toEqual(new Set([body]));
  expect((await reader.counts(other)).size).toBe(1);
});
