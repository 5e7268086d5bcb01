import { describe, expect, test } from '@jest/globals';
import { createFakeCli } from '../testing/fake-deps.ts';
import { announceSystem } from '../testing/fake-system.ts';

interface Asked {
  readonly purpose: string | null;
  readonly variables: Readonly<Record<string, unknown>>;
}

/** A system that gives every operator a token and every operation this answer. */
async function cliThatHears(...answers: readonly object[]) {
  const asked: Asked[] = [];
  const left = [...answers];
  const fetch: typeof globalThis.fetch = async (address, request) => {
    const sent = new Request(address, request);
    if (sent.url.endsWith('/token')) return Response.json({ access_token: 'a.b.c', expires_in: 900 });
    const { variables = {} }: { variables?: Readonly<Record<string, unknown>> } = JSON.parse(await sent.text());
    asked.push({ purpose: sent.headers.get('juki-purpose'), variables });
    return Response.json({ data: left.shift() ?? null });
  };
  const cli = await createFakeCli({ fetch });
  await announceSystem(cli.deps);
  return { asked, run: (...args: readonly string[]) => cli.run('consistency', ...args) };
}

const counts = { missing: 1, extra: 2, different: 3, underWay: 4 };

describe('juki consistency', () => {
  test('starts a run of the municipality of the clerk', async () => {
    const { asked, run } = await cliThatHears({ started: { refusal: null, runs: [{ id: 'r-1' }] } });
    const { code, out } = await run('start', '--sample', '40', '--key', 'spring');
    expect({ code, asked }).toEqual({
      code: 0,
      asked: [
        {
          purpose: 'consistency-register',
          variables: { input: { key: 'spring', afresh: false, scope: 'SAMPLE', sampleRanges: 40 } },
        },
      ],
    });
    expect(out).toContain('juki consistency status r-1 --operator toyonaka-clerk');
  });

  test('asks all municipalities, for the officer of a prefecture', async () => {
    const { asked, run } = await cliThatHears({ started: { refusal: null, id: 'q-1' } });
    expect((await run('start', '--operator', 'osaka-network-officer', '--afresh', '--json')).out).toBe(
      '{\n  "id": "q-1"\n}\n',
    );
    expect(asked).toMatchObject([{ purpose: 'consistency-prefecture', variables: { input: { afresh: true } } }]);
  });

  test('says why a run was not started', async () => {
    const { run } = await cliThatHears({ started: { refusal: 'MALFORMED', runs: [] } });
    expect(await run('start', '--range', '9-3')).toMatchObject({
      code: 1,
      said: 'The run was not started: MALFORMED.\n',
    });
  });

  test.each([
    ['--sample', '0'],
    ['--range', '9'],
    ['--operator', 'nobody'],
  ])('was called wrongly with %s %s', async (...args) => {
    const { asked, run } = await cliThatHears();
    expect([(await run('start', ...args)).code, asked]).toEqual([2, []]);
  });

  test('shows the runs, and how far a request has come', async () => {
    const listed = { id: 'r-1', startedAt: '2026-11-21T01:00:00.000Z', finishedAt: null, segmentsDone: 5, ...counts };
    const clerk = await cliThatHears({ runs: [listed] });
    expect((await clerk.run('status')).out).toMatch(/2026-11-21T01:00:00 +5\/16 +1 +2 +3 +4 +r-1/);
    const checks = [{ municipality: '272035', run: null, openedAt: null, closedAt: null, ...counts }];
    const officer = await cliThatHears({ checks });
    expect((await officer.run('status', 'q-1', '--operator', 'osaka-network-officer', '--lang', 'ja')).out).toContain(
      '未実施',
    );
    const nobody = await cliThatHears({ run: null });
    expect((await nobody.run('status', 'r-9')).code).toBe(1);
  });

  test('lists what differs, page after page, and fails while anything does', async () => {
    const difference = { kind: 'DIFFERENT', items: ['address'], foundAt: '2026-11-21T01:00:00.000Z', advice: '登録' };
    const page = Array.from({ length: 500 }, () => difference);
    const { asked, run } = await cliThatHears({ differences: page }, { differences: [difference] });
    const { code, out } = await run('differences', '--json');
    expect([code, JSON.parse(out).length]).toEqual([1, 501]);
    expect(asked.map(({ variables }) => variables['after'])).toEqual([0, 500]);
    const clean = await cliThatHears({ differences: [] });
    expect(await clean.run('differences')).toMatchObject({ code: 0, out: 'Nothing differs.\n' });
  });
});
