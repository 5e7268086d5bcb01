import { readFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { type RecordRevision, residents, type SyntheticPerson } from '@juki/residents';
import { startTestSystem, type TestSystem } from '@juki/testing';
import pg from 'pg';
import { openDepartment } from '../journeys/bulk/department.ts';
import { eventOf } from '../journeys/changes/change-events.ts';
import { networkOf } from '../journeys/changes/network.ts';
import { clerkOf } from '../journeys/consistency/check.ts';

/**
 * A prefecture at size, on the real processes: its people loaded, a day of changes propagated to the national file, a bulk
 * file answered, and the consistency check of every municipality, with and without differences. Times are of this machine and
 * of this run; what grows with what is the point.
 *
 *   npm run bench:prefecture -w @juki/test [-- --people 1000000 --changes 30000 --rows 100000]
 */

const { values } = parseArgs({
  options: {
    people: { type: 'string', default: '1000000' },
    changes: { type: 'string', default: '30000' },
    rows: { type: 'string', default: '100000' },
    directory: { type: 'string', default: join(tmpdir(), 'juki-prefecture') },
    keep: { type: 'boolean', default: false },
  },
});
const [people, changes, rows] = [Number(values.people), Number(values.changes), Number(values.rows)];
/** The municipalities of 大阪府 that the system hosts. */
const municipalities = ['272035', '272051'] as const;
const clerks = { '272035': 'toyonaka-clerk', '272051': 'suita-clerk' } as const;

const system = await timed('load', `${people} people, three files`, launch);
const network = networkOf(system);
const national = new pg.Client({ connectionString: system.databases.data.url('national') });
await national.connect();
try {
  const settled = settledPeople(Math.max(changes, rows));
  await timed('changes', `${changes} events, to the national file`, () => propagate(settled.slice(0, changes)));
  await timed('bulk', `${rows} rows`, () => inquire(settled.slice(0, rows)));
  await timed('consistency', 'all municipalities, no difference', () => check());
  await plant(100);
  await timed('consistency', 'all municipalities, 100 differences', () => check());
} finally {
  await national.end();
  await (values.keep ? system.stop() : system.remove());
}

function launch(): Promise<TestSystem> {
  let told = 0;
  return startTestSystem({
    directory: values.directory,
    people,
    municipalities,
    onProgress: ({ loaded }) => {
      if (loaded - told < people / 10) return;
      told = loaded;
      console.error(`  ${loaded} loaded, this process ${Math.round(process.memoryUsage.rss() / 1e6)} MB`);
    },
    onOutput: (name, text) => process.stderr.write(`${name}: ${text}`),
  });
}

/** People of the two municipalities who are there, with what their files tell of them. */
function settledPeople(count: number): readonly SyntheticPerson[] {
  const found: SyntheticPerson[] = [];
  for (const person of residents({ people, municipalities })) {
    const { changeKind, municipalityCode, residentCode } = person.latest;
    const here = municipalities.some((code) => code === municipalityCode);
    if (!here || changeKind === 'DELETION' || residentCode !== person.firstResidentCode) continue;
    if (person.id.startsWith('cast')) continue;
    found.push(person);
    if (found.length === count) break;
  }
  return found;
}

/** Hands the events in, as two registry systems would, and waits until the agency's file has taken the last. */
async function propagate(moved: readonly SyntheticPerson[]): Promise<string> {
  const before = await nationalRows();
  const events = moved.map(({ latest }) => eventOf(latest, 'MOVE_WITHIN', { address: newAddress(latest) }));
  const started = Date.now();
  await Promise.all(
    municipalities.map(async (code) => {
      const own = events.filter((_, index) => moved[index]?.latest.municipalityCode === code);
      for (let at = 0; at < own.length; at += 100) {
        for (const { outcome } of await network.handIn(code, ...own.slice(at, at + 100))) {
          if (outcome !== 'ACCEPTED') throw new Error(`an event was ${outcome}`);
        }
      }
    }),
  );
  const handedIn = Date.now();
  while ((await nationalRows()) < before + moved.length) await new Promise((resolve) => setTimeout(resolve, 250));
  const seconds = (Date.now() - started) / 1000;
  return `${(moved.length / seconds).toFixed(0)}/s end to end, handed in at ${((moved.length * 1000) / (handedIn - started)).toFixed(0)}/s`;
}

function newAddress({ address }: RecordRevision): string {
  return `${address}99号`;
}

async function nationalRows(): Promise<number> {
  const { rows: counted } = await national.query<{ count: string }>('SELECT count(*) FROM identity_record');
  return Number(counted[0]?.count);
}

/** The passport section asks about so many people at once, by the six steps. */
async function inquire(asked: readonly SyntheticPerson[]): Promise<string> {
  const department = await openDepartment(system, {
    operator: 'osaka-passport-officer',
    agency: 'osaka-passport',
    purpose: 'juki-b5-6',
    case: 'R8-0100',
  });
  const job = await department.submits(
    asked.map(({ latest }, index) => ({ rowKey: String(index), residentCode: latest.residentCode })),
  );
  const started = Date.now();
  const ended = await department.runs();
  const seconds = (Date.now() - started) / 1000;
  if (ended.code !== 0) throw new Error(`the terminal failed: ${ended.said}`);
  const answered = await department.fetches(job);
  return `${answered.length} answered, ${(asked.length / seconds).toFixed(0)} rows/s`;
}

async function check(): Promise<string> {
  const runs = await Promise.all(municipalities.map((code) => clerkOf(system, clerks[code]).checks()));
  const sum = (count: string) => runs.reduce((total, run) => total + Number(run[count] ?? 0), 0);
  return `missing ${sum('missing')}, extra ${sum('extra')}, different ${sum('different')}; ${sum('bytes')} bytes, ${sum('messages')} messages`;
}

/** Edits so many records of the governor's file behind its back. */
async function plant(count: number): Promise<void> {
  const client = new pg.Client({ connectionString: system.databases.data.url('prefectural') });
  await client.connect();
  await client.query(
    `UPDATE identity_record SET address = address || '(planted)' WHERE (municipality_code, record_id) IN
       (SELECT municipality_code, record_id FROM identity_record
        WHERE superseded_on IS NULL AND change_kind <> 'DELETION' AND municipality_code = ANY ($2) LIMIT $1)`,
    [count, municipalities],
  );
  await client.end();
}

/** Runs a part, then tells its time and the most memory that each process has ever had. */
async function timed<T>(name: string, what: string, part: () => Promise<T>): Promise<T> {
  const started = Date.now();
  const result = await part();
  const seconds = ((Date.now() - started) / 1000).toFixed(1);
  const told = typeof result === 'string' ? result : '';
  console.log(`${name.padEnd(12)} ${what.padEnd(42)} ${seconds.padStart(8)} s   ${told}`);
  if (typeof result === 'string') console.log(`${' '.repeat(13)}most memory: ${await peaks()}`);
  return result;
}

async function peaks(): Promise<string> {
  const peak = async (pid: number | undefined) => {
    const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
    return `${Math.round(Number(/VmHWM:\s+(\d+)/.exec(status)?.[1] ?? 0) / 1024)} MB`;
  };
  const each = Object.values(system.services).map(async ({ name, pid }) => `${name} ${await peak(pid)}`);
  return (await Promise.all(each)).join(', ');
}
