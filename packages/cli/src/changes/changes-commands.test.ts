import { mkdir, readdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { describe, expect, test } from '@jest/globals';
import { openDirectoryStore, writeExchangeFile } from '@juki/exchange-files';
import { createFakeCli } from '../testing/fake-deps.ts';
import { announceSystem } from '../testing/fake-system.ts';

const outbox = {
  last: 12,
  confirmed: 10,
  unconfirmed: 2,
  waiting: 1,
  openRefusals: 0,
  halted: null,
  lastConfirmedAt: '2026-11-20T03:00:00.000Z',
  lastFault: null,
};

/** A provider that gives everybody a token, and a gateway that answers every operation alike. */
async function cliBefore(data: Readonly<Record<string, unknown>>) {
  const asked: { readonly purpose: string | null; readonly query: string }[] = [];
  const fetch: typeof globalThis.fetch = async (address, init) => {
    const request = new Request(address, init);
    if (request.url.endsWith('/token')) return Response.json({ access_token: 'a.b.c', expires_in: 300 });
    const { query } = JSON.parse(await request.text());
    asked.push({ purpose: request.headers.get('juki-purpose'), query });
    return Response.json({ data });
  };
  const cli = await createFakeCli({ fetch });
  const directory = await announceSystem(cli.deps);
  return { cli, asked, directory };
}

describe('juki changes status', () => {
  test('shows how far the outbox of the municipality has come', async () => {
    const { cli, asked } = await cliBefore({ outbox });
    const { code, out } = await cli.run('changes', 'status');
    expect(code).toBe(0);
    expect(out).toMatch(/not confirmed yet\s+2/);
    expect(asked[0]).toMatchObject({ purpose: 'municipal-register' });
    expect(asked[0]?.query).toContain('municipalChangeOutbox');
  });

  test('of an officer of a prefecture is that of the prefecture', async () => {
    const { cli, asked } = await cliBefore({ outbox });
    await cli.run('changes', 'status', '--operator', 'osaka-network-officer');
    expect(asked[0]).toMatchObject({ purpose: 'juki-notification-operation' });
    expect(asked[0]?.query).toContain('prefecturalChangeOutbox');
  });

  test('fails where the sender has halted, and says what ends it', async () => {
    const { cli } = await cliBefore({ outbox: { ...outbox, halted: 'The receiver knows more.' } });
    const { code, out } = await cli.run('changes', 'status', '--lang', 'ja');
    expect(code).toBe(1);
    expect(out).toContain('The receiver knows more. 復元の後であれば juki changes adopt');
  });

  test('of somebody who is not there lists nobody', async () => {
    const { cli } = await cliBefore({ outbox });
    expect(await cli.run('changes', 'status', '--operator', '__proto__')).toMatchObject({ code: 2, out: '' });
  });
});

test('juki changes adopt asks for it by a mutation', async () => {
  const { cli, asked } = await cliBefore({ outbox });
  const { code, out } = await cli.run('changes', 'adopt', '--operator', 'toyonaka-register-manager');
  expect([code, out.split('\n')[0]]).toEqual([0, 'Asked for. juki changes status shows when the sender goes on.']);
  expect(asked[0]?.query).toContain('resumeMunicipalNotifications');
});

describe('juki changes refusals', () => {
  const refusal = {
    eventId: 'T-1',
    tier: 'NATIONAL',
    refusedAt: '2026-11-20T03:00:00.000Z',
    correctedBy: null,
    advice: '番号を確かめてください。',
    adviceInEnglish: 'Check it.',
    faults: [{ field: 'individualNumber', code: 'NUMBER_OF_ANOTHER' }],
  };

  test('tells who refused what, why, and what to do', async () => {
    const { cli } = await cliBefore({ refusals: [refusal] });
    const { out } = await cli.run('changes', 'refusals', '--lang', 'ja');
    expect(out).toBe('2026-11-20T03:00  T-1  機構  individualNumber: 他の者の番号である  番号を確かめてください。\n');
  });

  test('in English too', async () => {
    const { cli } = await cliBefore({ refusals: [refusal] });
    const { out } = await cli.run('changes', 'refusals');
    expect(out).toMatch(/agency {2}individualNumber: the number belongs to another person {2}Check it\.\n$/);
  });

  test('says so where nothing is open', async () => {
    const { cli } = await cliBefore({ refusals: [] });
    expect((await cli.run('changes', 'refusals')).out).toBe('Nothing is refused and open.\n');
  });
});

describe('juki changes send', () => {
  const sound = {
    eventId: 'T-1',
    changeKind: 'CORRECTION',
    changeReason: 'MOVE_WITHIN',
    changeDate: '2026-11-20',
    name: '山田　花子',
    nameKana: 'ヤマダ　ハナコ',
    birthDate: '1984-05-17',
    sex: 'FEMALE',
    address: '大阪府豊中市本町三丁目1番1号',
    individualNumber: '123456789018',
    residentCode: '24727059608',
  };

  async function fileOf(folder: string, rows: readonly Readonly<Record<string, string>>[], name = 'moves.csv') {
    const format = { form: 'csv', encoding: 'utf-8', columns: Object.keys(sound) } as const;
    const chunks: Uint8Array[] = [];
    for await (const chunk of writeExchangeFile(format, { municipality: '272035' }, rows)) chunks.push(chunk);
    await mkdir(folder, { recursive: true });
    await writeFile(join(folder, name), Buffer.concat(chunks));
    return join(folder, name);
  }

  test('hands a sound file over and tells what the CS said', async () => {
    const { cli, directory } = await cliBefore({});
    const file = await fileOf(join(directory, 'mine'), [sound]);
    const folder = join(directory, 'folders', '272035', 'change-events');
    const store = await openDirectoryStore({ folder, consumer: 'cs' });
    const columns = ['line', 'outcome', 'faults'];
    const said = [
      { line: 3, outcome: 'ACCEPTED', faults: [] },
      { line: 4, outcome: 'REFUSED', faults: [{ field: 'municipalityCode', code: 'SENDER_NOT_COMPETENT' }] },
    ];
    const answer = writeExchangeFile({ form: 'jsonl', encoding: 'utf-8', columns }, { file: 'moves.csv' }, said);
    await store.put('results', 'moves.csv.0123456789ab.result.jsonl', answer);
    const { code, out } = await cli.run('changes', 'send', file, '--wait', '1');
    expect(code).toBe(1);
    expect(out).toBe(
      'line 4: municipalityCode: not a change of the sender’s own area (SENDER_NOT_COMPETENT)\n1 accepted, 0 registered before, 1 refused\n',
    );
    expect(await readdir(join(folder, 'incoming'))).toEqual(['moves.csv']);
  });

  test('does not hand over a file with a faulty row, unless told to', async () => {
    const { cli, directory } = await cliBefore({});
    const file = await fileOf(join(directory, 'mine'), [{ ...sound, birthDate: '1984-13-01' }]);
    const { code, out } = await cli.run('changes', 'send', file);
    expect(code).toBe(1);
    expect(out).toContain('line 3: birthDate: not a day of the calendar');
    expect(out).toContain('Nothing was handed over');
    const anyway = await cli.run('changes', 'send', file, '--anyway', '--wait', '0');
    expect(anyway.out).toContain('No answer yet');
  });

  test('says where a file is not what it claims, before anything else', async () => {
    const { cli, directory } = await cliBefore({});
    const file = await fileOf(join(directory, 'mine'), [sound]);
    await writeFile(file, 'eventId\nT-1\n');
    expect(await cli.run('changes', 'send', file)).toMatchObject({ code: 1, out: '' });
    expect(await cli.run('changes', 'send', join(directory, 'none.csv'))).toMatchObject({ code: 2, out: '' });
  });
});
