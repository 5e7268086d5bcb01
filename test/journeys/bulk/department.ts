import { spawn } from 'node:child_process';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { inRepository } from '@juki/launcher';
import type { TestSystem } from '@juki/testing';

/** How a command of the shell ended. */
export interface Ended {
  readonly code: number | null;
  /** Standard output, and that as JSON where it is. */
  readonly out: string;
  // biome-ignore lint/suspicious/noExplicitAny: the answer of a command has the shape that its test knows
  readonly json: any;
  readonly said: string;
}

/** A department with a terminal: the real command in a process of its own. */
export interface Department {
  /** Folder of the test for tables and results. */
  readonly desk: string;
  /** The shared folder. */
  readonly folder: string;
  juki(args: readonly string[], options?: { readonly killWhen?: (said: string) => boolean }): Promise<Ended>;
  /** ① and ②: a request of these rows lies in the folder. Returns its job. */
  submits(rows: readonly Row[], more?: readonly string[]): Promise<string>;
  runs(options?: Parameters<Department['juki']>[1] & { readonly args?: readonly string[] }): Promise<Ended>;
  /** ⑥: the rows of the result. */
  fetches(job: string): Promise<readonly Readonly<Record<string, string>>[]>;
}

/** A row of a table. */
export type Row = Readonly<
  Partial<Record<'rowKey' | 'individualNumber' | 'residentCode' | 'name' | 'birthDate' | 'sex' | 'address', string>>
>;

const columns = ['rowKey', 'individualNumber', 'residentCode', 'name', 'birthDate', 'sex', 'address'] as const;
const command = inRepository('packages/cli/bin/juki.mjs');

/** Somebody of an agency who asks for an affair, in a system that runs. */
export async function openDepartment(
  system: TestSystem,
  asks: {
    readonly operator: string;
    readonly agency: string;
    readonly purpose: string;
    readonly case: string;
    readonly body?: string;
  },
): Promise<Department> {
  const { directory, gateway, issuer, keys } = system;
  const announced = { processId: process.pid, gateway, issuer, keys, logs: [] };
  await writeFile(join(directory, 'system.json'), JSON.stringify(announced), { mode: 0o600 });
  const desk = await mkdtemp(join(directory, 'desk-'));
  const common = ['--operator', asks.operator, '--directory', directory, '--json'];

  const juki: Department['juki'] = (args, { killWhen } = {}) =>
    new Promise((resolve) => {
      const child = spawn(process.execPath, [command, 'bulk', ...args], {
        cwd: desk,
        env: { PATH: process.env['PATH'] ?? '' },
        stdio: ['ignore', 'pipe', 'pipe'],
      });
      let [out, said] = ['', ''];
      child.stdout.on('data', (chunk) => {
        out += String(chunk);
      });
      child.stderr.on('data', (chunk) => {
        said += String(chunk);
        if (killWhen?.(said)) child.kill('SIGKILL');
      });
      child.on('close', (code) => resolve({ code, out, said, json: parse(out) }));
    });

  const department: Department = {
    desk,
    folder: join(directory, 'folders', asks.body ?? '270008', asks.agency),
    juki,
    async submits(rows, more = []) {
      const table = join(desk, `table-${Date.now()}-${Math.random().toString(36).slice(2)}.csv`);
      const lines = rows.map((row) => columns.map((column) => quoted(row[column] ?? '')).join(','));
      await writeFile(table, `${[columns.join(','), ...lines].join('\n')}\n`);
      const args = [
        'request',
        table,
        '--operator',
        asks.operator,
        '--purpose',
        asks.purpose,
        '--case',
        asks.case,
        '--json',
      ];
      const made = await juki([...args, ...more]);
      if (made.code !== 0) throw new Error(`no request was made: ${made.said}`);
      const submitted = await juki(['submit', made.json.file, ...common]);
      if (submitted.code !== 0) throw new Error(`the request was not submitted: ${submitted.said}`);
      return made.json.job;
    },
    runs: ({ args = [], ...options } = {}) =>
      juki(['run', ...common, '--attended-by', 'osaka-network-officer', ...args], options),
    async fetches(job) {
      const out = join(desk, `result-${job}.csv`);
      const fetched = await juki(['fetch', job, ...common, '--out', out]);
      if (fetched.code !== 0) throw new Error(`the result was not given: ${fetched.said}`);
      return rowsOf(await readFile(out, 'utf8'));
    },
  };
  return department;
}

/** The rows of a result, as a program reads them that knows no more than CSV. */
function rowsOf(text: string): readonly Readonly<Record<string, string>>[] {
  const [names = '', ...lines] = text.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
  const titles = names.split(',');
  return lines.map((line) => {
    const fields = [...line.matchAll(/("(?:[^"]|"")*"|[^,]*)(?:,|$)/g)].map(([, field = '']) =>
      field.startsWith('"') ? field.slice(1, -1).replaceAll('""', '"') : field,
    );
    return Object.fromEntries(titles.map((title, at) => [title, fields[at] ?? '']));
  });
}

function quoted(text: string): string {
  return /[",]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
