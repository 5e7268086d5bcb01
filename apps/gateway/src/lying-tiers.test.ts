import { afterEach, describe, expect, test } from '@jest/globals';
import { fourItems, search } from './testing/authorised-operation.ts';
import { replied, startTestGateway, type TestGatewayOptions } from './testing/start-test-gateway.ts';

/** The whole gateway before tiers that lie, quote secrets, answer too much or do not answer. */

let gateway: Awaited<ReturnType<typeof startTestGateway>>;
afterEach(() => gateway.close());
const before = async (options: TestGatewayOptions) => {
  gateway = await startTestGateway(options);
  return gateway;
};
const people = (...found: unknown[]) => replied({ data: { prefecturalSearch: { people: found } } });
const variables = fourItems;

describe('a tier that answers more than it was asked', () => {
  test('adds nothing: neither withheld fields, nor others, nor other entities', async () => {
    const record = {
      name: '甲',
      residentCode: 'SECRET',
      individualNumber: 'SECRET',
      address: 'SECRET',
      extra: 'SECRET',
    };
    const { ask } = await before({
      reply: () => people({ __typename: 'Person', ref: 'SECRET', prefecturalRecord: record, nationalRecord: record }),
    });
    const { text, data } = await ask(search('name residentCode n: individualNumber'), { variables });
    expect(data).toEqual({
      prefecturalSearch: { people: [{ prefecturalRecord: { name: '甲', residentCode: null, n: null } }] },
    });
    expect(text).not.toContain('SECRET');
  });

  test('cannot choose another type for its answer', async () => {
    const { ask } = await before({
      reply: () => people({ prefecturalRecord: { __typename: 'MunicipalRecord', name: 'SECRET' } }),
    });
    const { text, data } = await ask(search('name __typename ... on IdentityRecord { name }'), { variables });
    expect(data).toEqual({ prefecturalSearch: { people: [{ prefecturalRecord: null }] } });
    expect(text).not.toContain('SECRET');
  });

  test('cannot reach the prototype of anything', async () => {
    const { ask } = await before({
      reply: () =>
        replied(
          '{"data":{"__proto__":{"polluted":"SECRET"},"prefecturalSearch":{"__proto__":{"people":[{}]},"people":[]}}}',
        ),
    });
    const { data } = await ask(search('name'), { variables });
    expect(data).toEqual({ prefecturalSearch: { people: [] } });
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('cannot pass off an object as a leaf', async () => {
    const { ask } = await before({
      reply: () => people({ prefecturalRecord: { name: { secret: 'SECRET' }, sex: 'X' } }),
    });
    const { data, text } = await ask(search('name sex'), { variables });
    expect(data).toEqual({ prefecturalSearch: { people: [{ prefecturalRecord: { name: null, sex: null } }] } });
    expect(text).not.toContain('SECRET');
  });
});

describe('a tier that fails', () => {
  const fault = {
    message: 'SECRET at /srv/tier.js:1',
    path: ['prefecturalSearch'],
    extensions: { code: 'X', stacktrace: ['SECRET'] },
  };
  test.each([
    ['with an error of its own making', () => replied({ data: { prefecturalSearch: null }, errors: [fault] })],
    ['with data and status 500', () => replied({ data: { prefecturalSearch: { people: [{ SECRET: 1 }] } } }, 500)],
    ['with a page', () => replied('<html>SECRET</html>')],
    ['by not answering', () => Promise.reject(new Error('connect SECRET'))],
  ])('%s is a code and a correlation id, and its part is null', async (_how, reply) => {
    const { ask } = await before({ reply });
    const { status, text, data, errors } = await ask(search('name'), { variables });
    expect([status, data, errors.map(({ extensions }) => extensions['code'])]).toEqual([
      200,
      { prefecturalSearch: null },
      ['SUBGRAPH_UNAVAILABLE'],
    ]);
    expect(text).not.toMatch(/SECRET|\.js/);
  });

  test('and invents receipts does not keep the delivery from being recorded', async () => {
    const extensions = { juki: { receipts: ['大阪 花子', `270008:${'a'.repeat(43)}`, 1] } };
    const { ask, audit } = await before({ reply: () => replied({ data: { prefecturalSearch: null }, extensions }) });
    await ask(search('name'), { variables });
    const delivery = audit.records.find(({ phase }) => phase === 'delivery');
    expect(delivery?.twins).toEqual([`270008:${'a'.repeat(43)}`]);
  });
});

describe('the log', () => {
  test('that cannot be written lets nothing out, and is asked before any tier', async () => {
    const { ask, audit, fetches } = await before({ reply: () => people({ prefecturalRecord: { name: 'SECRET' } }) });
    audit.fail();
    const refused = await ask(search('name'), { variables });
    expect([refused.status, refused.errors[0]?.extensions['code'], fetches.length]).toEqual([
      503,
      'AUDIT_UNAVAILABLE',
      0,
    ]);
    expect((await ask('{ syntax')).status).toBe(503);
    audit.recover();
    expect((await ask(search('name'), { variables })).text).toContain('SECRET');
  });

  test('holds no argument, no document and no token', async () => {
    const { ask, audit } = await before({ reply: () => people() });
    await ask(search('name'), { variables: { key: { fourItems: { ...fourItems.key.fourItems, name: '甲野太郎' } } } });
    await ask('{ prefecturalSearch(key: { residentCode: "12345678901" }) { people { __typename } } }');
    await ask('{ 甲野太郎');
    await ask('query Q { nothing(code: "12345678901") }');
    const written = JSON.stringify(audit.records);
    expect(audit.records.map(({ phase }) => phase)).toEqual(expect.arrayContaining(['intent', 'refused']));
    expect(written).not.toMatch(/甲野|12345678901|a\.b\.c/);
  });
});

test('one document under two purposes at once: each is asked and answered its own', async () => {
  const { ask, fetches } = await before({
    reply: ({ body }) =>
      people({ prefecturalRecord: { name: '甲', ...(body.includes('residentCode') ? { residentCode: 'CODE' } : {}) } }),
    token: (authorization) => ({ agency: authorization === 'Bearer p.b.c' ? 'osaka-passport' : 'osaka-education' }),
  });
  const callers = [
    { authorization: 'Bearer p.b.c', 'juki-purpose': 'juki-b5-6' },
    { authorization: 'Bearer e.b.c', 'juki-purpose': 'juki-b6-2' },
  ];
  const answers = await Promise.all(
    Array.from({ length: 60 }, (_, at) =>
      ask(search('name residentCode'), { variables, headers: callers[at % 2] ?? {} }),
    ),
  );
  expect(answers.map(({ text }) => text.includes('CODE'))).toEqual(answers.map((_, at) => at % 2 === 0));
  expect(fetches).toHaveLength(60);
  for (const { body, grant } of fetches) {
    const opened = grant.purpose === 'juki-b5-6';
    expect([body.includes('residentCode'), grant.coordinates.includes('PrefecturalRecord.residentCode')]).toEqual([
      opened,
      opened,
    ]);
  }
});
