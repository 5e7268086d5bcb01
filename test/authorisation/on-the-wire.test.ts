import { createHash } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { createIssuerKeys, createTokenVerifier } from '@juki/access-tokens';
import { createAuditWriter, createNodeRandom } from '@juki/audit-log/postgres';
import { createPolicy } from '@juki/authorisation';
import { createGateway, createHttpTransport, type Gateway } from '@juki/gateway';
import { createGrantIssuer } from '@juki/grants/issue';
import { createFileKeyProvider } from '@juki/keys';
import { readSnapshot } from '@juki/snapshot';
import { type Caller, createCaller, startTestSystem, type TestSystem } from '@juki/testing';
import { cast, fourItems, searchIn } from '../journeys/people.ts';

/** What travels between the gateway and the real tiers, read off the wire: what was permitted, and no more. */

interface OnWire {
  readonly subgraph: string;
  readonly body: string;
  readonly grant: { readonly purpose: string; readonly coordinates: readonly string[]; readonly id: string };
  readonly reply: string;
}

let system: TestSystem;
let gateway: Gateway;
let url: string;
const wire: OnWire[] = [];

beforeAll(async () => {
  system = await startTestSystem();
  const { catalogue, hash, ruleBook, supergraphSdl } = readSnapshot({ profile: 'development' });
  const keys = createFileKeyProvider(system.keys);
  const { municipal, prefectural, national } = system.services;
  const transport = createHttpTransport({
    addresses: new Map([municipal, prefectural, national].map((it) => [it.name, `${it.url}/graphql`])),
  });
  gateway = await createGateway({
    supergraphSdl,
    catalogue,
    policy: createPolicy({ ruleBook, catalogue, snapshot: hash }),
    verifyToken: createTokenVerifier({
      issuer: system.issuer,
      audience: 'urn:juki:gateway',
      keys: createIssuerKeys(system.issuer),
      clock: Date.now,
    }),
    rights: { holds: () => true, ordinances: () => new Set() },
    audit: createAuditWriter({ url: system.databases.auditOf.audit_gateway.writer }),
    transport: {
      ...transport,
      async post(call) {
        const reply = await transport.post(call);
        const [, payload = ''] = (call.headers['juki-grant'] ?? '').split('.');
        const grant = JSON.parse(Buffer.from(payload, 'base64url').toString());
        wire.push({ subgraph: call.subgraph, body: call.body, grant, reply: reply.text });
        return reply;
      },
    },
    issueGrant: createGrantIssuer(keys.signer('grant')),
    clockState: () => 'unknown',
    sources: { clock: Date.now, micros: () => performance.now() * 1000, random: createNodeRandom() },
    hashArguments: (canonical) => createHash('sha256').update(canonical).digest('base64url'),
    routes: [],
    onFault: () => undefined,
  });
  url = `http://127.0.0.1:${await gateway.listen(0)}`;
}, 120_000);
afterAll(async () => {
  await gateway?.close();
  await system?.remove();
}, 30_000);

const hanako = cast.toyonakaMover.latest;

async function callers(): Promise<readonly [Caller, Caller]> {
  const tokens = await Promise.all(
    ['osaka-education-officer', 'osaka-passport-officer'].map((id) => system.operator(id)),
  );
  const [education, passports] = tokens.map(({ token }) => createCaller(url, token));
  if (!education || !passports) throw new Error('two callers');
  return [education, passports];
}

test('one document under two purposes, interleaved a thousand times: each gets just its own', async () => {
  const [education, passports] = await callers();
  const question = { query: searchIn('prefectural'), variables: fourItems(hanako), case: 'R8-0001' };
  wire.length = 0;
  let wrong = 0;
  const lane = async (offset: number) => {
    for (let turn = 0; turn < 125; turn += 1) {
      const passport = (turn * 7 + offset * 3) % 2 === 0;
      const answer = passport
        ? await passports.asks({ ...question, purpose: 'juki-b5-6' })
        : await education.asks({ ...question, purpose: 'juki-b6-2' });
      const [person] = answer.data.prefecturalSearch.people;
      const code = person.prefecturalRecord.residentCode;
      if (code !== (passport ? hanako.residentCode : null) || person.prefecturalRecord.name !== hanako.name) wrong += 1;
    }
  };
  await Promise.all(Array.from({ length: 8 }, (_, offset) => lane(offset)));
  expect(wrong).toBe(0);
  expect(wire).toHaveLength(1000);
  for (const { body, grant, reply } of wire) {
    const opened = grant.purpose === 'juki-b5-6';
    expect([body, reply, grant.coordinates.join()].map((text) => text.includes('residentCode'))).toEqual([
      opened,
      opened,
      opened,
    ]);
    expect(body.includes('individualNumber')).toBe(false);
  }
  expect(new Set(wire.map(({ grant }) => grant.id)).size).toBe(1000);
}, 120_000);

describe('a withheld field is asked of no tier', () => {
  test.each([
    ['by alias', '{ name n: residentCode address: individualNumber }'],
    ['in a fragment', '{ name ...F }', 'fragment F on PrefecturalRecord { residentCode individualNumber }'],
    ['through the interface', '{ name ... on IdentityRecord { residentCode } }'],
    ['under a condition that holds', '{ name residentCode @include(if: true) }'],
    ['in the rows of the past', '{ name history { residentCode individualNumber } }'],
  ])('%s', async (_how, selection, fragment = '') => {
    const [education] = await callers();
    wire.length = 0;
    const query = `query ($key: PrefecturalSearchKey!) { prefecturalSearch(key: $key) { people { prefecturalRecord ${selection} } } } ${fragment}`;
    const { data, text } = await education.asks({
      query,
      variables: fourItems(hanako),
      purpose: 'juki-b6-2',
      case: 'R8-0001',
    });
    expect(data.prefecturalSearch.people[0].prefecturalRecord.name).toBe(hanako.name);
    expect(wire.map(({ body, reply }) => /residentCode|individualNumber/.test(body + reply))).toEqual([false]);
    expect(text).not.toContain(hanako.residentCode);
    expect(text).not.toContain(hanako.individualNumber);
  });
});

test('a grant that goes astray is worth nothing: used twice, at another tier, for another body or with another token', async () => {
  const [education, passports] = await callers();
  const question = { query: searchIn('prefectural', 'name'), variables: fourItems(hanako), case: 'R8-0001' };
  wire.length = 0;
  await education.asks({ ...question, purpose: 'juki-b6-2' });
  const [fetched] = wire;
  if (!fetched) throw new Error('nothing on the wire');
  const keys = createFileKeyProvider(system.keys);
  const compact = createGrantIssuer(keys.signer('grant'))(JSON.parse(JSON.stringify(fetched.grant)));
  const { prefectural, national } = system.services;
  const send = async (at: string, body: string, token: string | undefined) => {
    const response = await fetch(`${at}/graphql`, {
      method: 'POST',
      headers: { 'content-type': 'application/json', authorization: `Bearer ${token}`, 'juki-grant': compact },
      body,
    });
    return { status: response.status, text: await response.text() };
  };
  const attempts = [
    await send(prefectural.url, fetched.body, education.token),
    await send(national.url, fetched.body, education.token),
    await send(prefectural.url, fetched.body.replace('name', 'address'), education.token),
    await send(prefectural.url, fetched.body, passports.token),
  ];
  expect(attempts.map(({ status }) => status)).toEqual([403, 401, 401, 401]);
  for (const { text } of attempts) expect(text).not.toMatch(new RegExp(`${hanako.name}|${hanako.address}`));
});
