import { randomUUID } from 'node:crypto';
import path from 'node:path';
import type { MachineClient } from '@juki/client/machine';
import { createPool, createPrismaAdapter, migrate } from '@juki/database';
import { temporaryPostgres } from '@juki/database/testing';
import { createMemoryKeyProvider } from '@juki/keys/testing';
import { createRegistryServer, readTypeDefs } from '@juki/subgraph-runtime';
import { createRegistryCrypto, type PlainRecord, sealRecord } from '@juki/subgraph-runtime/registry';
import { startTestSubgraph, type TestReply, testRecord } from '@juki/subgraph-runtime/testing';
import { PrismaClient } from '../generated/prisma/client.ts';
import { createIdentityRecordRepository } from '../modules/identity-records/identity-record-repository.ts';
import { resolvers as identityRecords } from '../modules/identity-records/resolvers.ts';
import { openRegister, type WithRegister } from '../modules/resident-register/register-services.ts';
import { createRegisterWriter } from '../modules/resident-register/register-writer.ts';
import { resolvers as residentRegister } from '../modules/resident-register/resolvers.ts';
import { eraserRound } from '../modules/special-moves/eraser.ts';
import { messengerRound } from '../modules/special-moves/messenger.ts';
import { createMoveMessageRepository } from '../modules/special-moves/move-message-repository.ts';
import type { MoveEvent, WithMoves } from '../modules/special-moves/move-services.ts';
import { openMoves } from '../modules/special-moves/open-moves.ts';
import { resolvers as specialMoves } from '../modules/special-moves/resolvers.ts';
import { resolvers as wideAreaIssue } from '../modules/wide-area-issue/resolvers.ts';
import { openWideArea, type WithWideArea } from '../modules/wide-area-issue/wide-area-services.ts';
import { municipalTier } from '../server.ts';

/** Three municipalities: two that a person moves between, and a third that has no business in it. */
export const toyonaka = '272035';
export const matsumoto = '202029';
export const suita = '272051';

const folder = path.resolve(import.meta.dirname, '../../../../prisma/municipal/migrations');
const names = ['identity-records', 'resident-register', 'wide-area-issue', 'special-moves'];
const reaches = {
  'municipal-register': 'own-municipality',
  'juki-kouiki-kofu': 'nationwide',
  'juki-tenshutsu-tokurei': 'own-municipality',
  'juki-move-exchange': 'own-municipality',
  'juki-move-erasure': 'own-municipality',
};

/** A household in the register of a municipality: who stands in it, the householder first. */
export interface Household {
  readonly municipalityCode: string;
  readonly members: readonly {
    readonly n: number;
    readonly relation: string;
    readonly changes?: Partial<PlainRecord>;
  }[];
}

/** The municipal tier on a database of its own, with counters at which clerks stand, and machines that send. */
export async function openCounters() {
  const keys = createMemoryKeyProvider('counters');
  const crypto = createRegistryCrypto(keys, 'municipal');
  const postgres = await temporaryPostgres({ databases: ['municipal'], durable: false });
  await migrate(postgres.url('municipal'), folder);
  const prisma = new PrismaClient({ adapter: createPrismaAdapter(postgres.url('municipal')) });
  const pool = createPool(postgres.url('municipal'));
  const bodies = [toyonaka, matsumoto, suita];
  for (const code of bodies) await pool.query('INSERT INTO body (code, name) VALUES ($1, $2)', [code, code]);

  let seat = toyonaka;
  let isLineDown = false;
  let time = Date.UTC(2026, 10, 20, 3);
  const events: MoveEvent[] = [];
  const log = { info: () => undefined, warn: () => undefined, error: () => undefined };
  const parts = {
    readerUrl: postgres.url('municipal'),
    writer: pool,
    keys,
    crypto,
    clock: () => time,
    log,
    bodies: { default: toyonaka, all: bodies, ofPrefecture: () => undefined, ofScope: () => toyonaka },
    seatOf: () => ({ prefecture: seat.slice(0, 2), municipality: seat }),
    machineOf: (body: string) => machine(body),
  };
  const register = openRegister(parts);
  const wideArea = openWideArea(parts, register.services);
  const moves = openMoves(parts, register.services, async (_municipality, entered) => {
    events.push(...entered);
    return entered.map(() => ({ outcome: 'ACCEPTED' }));
  });
  const services = {
    'resident-register': register.services,
    'wide-area-issue': wideArea.services,
    'special-moves': moves.services,
  };
  const subgraph = await startTestSubgraph({
    audience: 'municipal',
    typeDefs: readTypeDefs(new URL('../modules/', import.meta.url), names),
    bodies,
    reaches,
    keys,
    seatOf: parts.seatOf,
    create: (own) =>
      createRegistryServer(
        municipalTier<WithRegister & WithWideArea & WithMoves>([
          { name: 'identity-records', resolvers: identityRecords },
          { name: 'resident-register', resolvers: residentRegister },
          { name: 'wide-area-issue', resolvers: wideAreaIssue },
          { name: 'special-moves', resolvers: specialMoves },
        ]),
        { ...own, repository: createIdentityRecordRepository(prisma), services },
      ),
  });

  async function ask(municipality: string, purpose: string, query: string, variables: object = {}): Promise<TestReply> {
    seat = municipality;
    const scope =
      purpose === 'juki-kouiki-kofu'
        ? ({ reach: 'nationwide' } as const)
        : ({ reach: 'own-municipality', municipality } as const);
    // Anew each time: the clock of a test leaps over the life of a token.
    const authorization = await subgraph.caller.authorizationOf({});
    return subgraph.send({ query, variables: { ...variables }, authorization, grant: { purpose, scope } });
  }

  function machine(body: string): MachineClient {
    return {
      id: `cs-${body}`,
      async request({ document, variables = {}, purpose }) {
        if (isLineDown) throw new Error('the line is down');
        const { json } = await ask(body, purpose, document, variables);
        // biome-ignore lint/suspicious/noExplicitAny: the caller of a client names the type of its answer
        const data: any = json.data;
        return { data, errors: [], request: null };
      },
    };
  }

  return {
    crypto,
    pool,
    events,
    subgraph,
    ask,
    /** A client of a body's machine: what its CS could send. */
    machine,
    line: (state: 'down' | 'up') => {
      isLineDown = state === 'down';
    },
    /** Moves the clock of everybody. */
    advance(days: number) {
      time += days * 86_400_000;
      subgraph.advance(days * 86_400_000);
    },
    /** Lets the workers make their rounds until nothing is to do. */
    async carry() {
      const network = { clock: parts.clock, machineOf: machine, bodies: parts.bodies };
      const messages = createMoveMessageRepository(pool);
      const send = messengerRound({ ...network, messages, services: moves.services, onFault: () => undefined });
      const erase = eraserRound({ ...network, notices: moves.services.notices });
      const { signal } = new AbortController();
      while ((await send(signal)) === 'again');
      await erase();
    },
    async settle({ municipalityCode, members }: Household) {
      const householdId = randomUUID();
      const people = members.map(({ n, changes }) => testRecord(keys, n, { municipalityCode, ...changes }));
      for (const person of people) {
        const { row, locators } = sealRecord(person, crypto);
        await prisma.identityRecord.create({ data: row });
        await prisma.locator.createMany({ data: [...locators], skipDuplicates: true });
      }
      await createRegisterWriter(pool).enter(
        municipalityCode,
        people.map((person, index) => ({
          ref: person.ref,
          householdId,
          householder: index === 0,
          relation: members[index]?.relation ?? '',
          familyRegister: '大阪府豊中市中桜塚三丁目1番　山田太郎',
          residentSince: '2010-04-01',
          addressSince: null,
          notifiedOn: '2010-04-02',
          previousAddress: '京都府京都市中京区寺町通1番地',
          nationalHealthInsurance: true,
          lateElderlyMedical: false,
          longTermCare: false,
          pensionClass: index === 0 ? 'FIRST' : null,
          basicPensionNumberSealed: index === 0 ? crypto.seal('basic_pension_number', person.ref, '1234-567890') : null,
          childAllowance: index === 0,
          cardIssuedOn: index === 0 ? '2024-05-06' : null,
          cardExpiresOn: index === 0 ? '2034-05-05' : null,
          cardManagementCodeSealed:
            index === 0 ? crypto.seal('card_management_code', person.ref, '00000012345678') : null,
        })),
      );
      return people;
    },
    async close() {
      await subgraph.close();
      await register.close();
      await prisma.$disconnect();
      await pool.end();
      await postgres.stop();
    },
  };
}

/** What {@link openCounters} gives. */
export type Counters = Awaited<ReturnType<typeof openCounters>>;
