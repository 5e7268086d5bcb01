import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { createPool } from '@juki/database';
import { codeOf, event, numberOf } from '../event/event.test-data.ts';
import { suita, toyonaka } from '../testing/story.ts';
import { osaka, startNetwork, type TestNetwork, tiers } from './testing/network.ts';

// A restore makes a database anew, which a busy machine does slowly.
jest.setTimeout(240_000);

let network: TestNetwork;
beforeAll(async () => {
  network = await startNetwork();
}, 60_000);
afterAll(() => network.close());

/** Tables that hold a row per person, notification or decision. */
const grows =
  /^(identity_record|locator|number_holder|change_(notification|sent|received|decision|waiting|refusal|count))(_\d+)?$/;

interface PlanNode {
  readonly 'Node Type': string;
  readonly 'Relation Name'?: string;
  readonly 'Index Cond'?: string;
  readonly Plans?: readonly PlanNode[];
}

/** Reads of a table that grows which are not by key. */
function wholeReads(node: PlanNode): readonly string[] {
  const relation = node['Relation Name'] ?? '';
  const read = node['Node Type'].includes('Scan') && grows.test(relation) && node['Node Type'] !== 'Bitmap Heap Scan';
  const own = read && node['Index Cond'] === undefined ? [`${node['Node Type']} ${relation}`] : [];
  return [...own, ...(node.Plans ?? []).flatMap(wholeReads)];
}

/** As many rows as make a planner think; the shape of the plan is the same with millions. */
async function fill(tier: (typeof tiers)[number]): Promise<void> {
  const prefecture = tier === 'municipal' ? ['', ''] : [', prefecture_code', ", '27'"];
  const many = 'FROM generate_series(1, 20000) AS n';
  const ref = 'substr(sha256(n::text::bytea), 1, 16)';
  // Spread over all partitions.
  const code = "('27' || lpad((n % 200)::text, 4, '0'))";
  const statements = [
    ...(tier === 'municipal'
      ? ["INSERT INTO body SELECT '27' || lpad(n::text, 4, '0'), 'x' FROM generate_series(0, 199) AS n"]
      : []),
    `INSERT INTO identity_record (municipality_code, record_id, ref, revision, name, birth_date, sex, address,
       individual_number_sealed, resident_code_sealed, change_kind, change_reason, change_date${prefecture[0]})
     SELECT ${code}, gen_random_uuid(), ${ref}, 1, 'x', '2000-01-01', 'MALE', 'x', '', '', 'ENTRY', 'BIRTH',
       '2000-01-01'${prefecture[1]} ${many}`,
    ...["'ref'", "'individual_number'", "'resident_code'"].map(
      (kind) => `INSERT INTO locator (kind, key, municipality_code, ref${prefecture[0]})
       SELECT ${kind}, ${kind === "'ref'" ? ref : `sha256((n::text || ${kind})::bytea)`}, ${code}, ${ref}${prefecture[1]} ${many}`,
    ),
    `INSERT INTO change_notification (municipality_code, event_id, digest, payload_sealed, record_id, change_reason,
       change_date, notified_on, outcome, received_at, decided_at, erasable_on)
     SELECT ${code}, 'many-' || n, sha256(''), '', gen_random_uuid(), 'BIRTH', '2000-01-01', '2000-01-01',
       'APPLIED', now(), now(), '2030-01-01' ${many}`,
  ];
  statements.push(`INSERT INTO change_refusal (municipality_code, event_id, tier, faults, refused_at)
    SELECT ${code}, 'many-' || n, 'national', '[]', now() ${many}`);
  if (tier !== 'municipal') {
    statements.push(
      `INSERT INTO change_received (sender, sequence, municipality_code, event_id, hash, chain)
       SELECT ${code}, 1000 + n, ${code}, 'many-' || n, sha256(''), sha256('') ${many}`,
      `INSERT INTO change_decision (sender, number, sequence, municipality_code, event_id, tier, outcome, decided_at)
       SELECT ${code}, 1000 + n, n, ${code}, 'many-' || n, 'national', 'APPLIED', now() ${many}`,
      `INSERT INTO change_waiting (file, ref, municipality_code, event_id, code_key, sender, sequence, waits_for, due_on)
       SELECT 'file' || n % 40, ${ref}, ${code}, 'many-' || n, sha256(''), ${code}, n, 'DELETION_ELSEWHERE', '2030-01-01'
       ${many}`,
    );
  }
  if (tier !== 'national') {
    statements.push(`INSERT INTO change_sent (sender, sequence, municipality_code, event_id, chain)
      SELECT ${code}, 1000 + n, ${code}, 'many-' || n, sha256('') ${many}`);
  }
  for (const statement of statements) await network.ask(tier, statement);
  await network.ask(tier, 'ANALYZE');
}

test('no statement of a store reads a table that grows but by its key', async () => {
  const person = { individualNumber: numberOf(70), residentCode: codeOf(70) };
  const municipal = network.store('municipal');
  await municipal.accept(toyonaka, [event({ ...person, eventId: 'one' })]);
  await municipal.accept(toyonaka, [event({ ...person, eventId: 'wrong', changeReason: 'MOVE_IN_DOMESTIC' })]);
  await municipal.accept(suita, [
    event({ ...person, eventId: 'in', municipalityCode: suita, changeReason: 'MOVE_IN_DOMESTIC', movedFrom: toyonaka }),
  ]);
  await network.settle();
  await municipal.accept(toyonaka, [event({ ...person, changeReason: 'MOVE_OUT_DOMESTIC', corrects: 'wrong' })]);
  await network.settle();
  await network.store('prefectural').refuseOverdue(osaka);
  await municipal.erasePayloads(toyonaka);
  await municipal.refusals(toyonaka);
  await municipal.eventState(toyonaka, 'one');
  await municipal.counts(toyonaka, '2026-01', '2026-12');
  await network.store('prefectural').receivedFrom(toyonaka, 1);

  const found: string[] = [];
  let seen = 0;
  for (const tier of tiers) {
    await fill(tier);
    const pool = createPool(network.server.url(tier), { max: 1 });
    await pool.query('SET enable_seqscan = off; SET enable_hashjoin = off; SET enable_mergejoin = off');
    for (const [name, text] of network.statements.get(tier) ?? []) {
      const { rows } = await pool.query<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(
        `EXPLAIN (GENERIC_PLAN, FORMAT JSON) ${text}`,
      );
      seen += 1;
      const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
      if (plan !== undefined) found.push(...wholeReads(plan).map((read) => `${tier} ${name}: ${read}`));
    }
    // The test can fail: this is what it looks for.
    const { rows } = await pool.query<{ 'QUERY PLAN': readonly { readonly Plan: PlanNode }[] }>(
      'EXPLAIN (FORMAT JSON) SELECT FROM change_notification WHERE change_date > now()',
    );
    const plan = rows[0]?.['QUERY PLAN'][0]?.Plan;
    expect(plan && wholeReads(plan)).not.toEqual([]);
    await pool.end();
  }
  expect(seen).toBeGreaterThan(40);
  expect(found).toEqual([]);
}, 60_000);
