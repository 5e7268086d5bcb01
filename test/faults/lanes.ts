import type { RecordRevision } from '@juki/residents';
import type { TestSystem } from '@juki/testing';
import { cast, fourItems, searchIn } from '../journeys/people.ts';
import { askRaw, type RawQuestion, type RawReply } from './raw-question.ts';

/** An answer, or a piece of one, in which something of a resident stands. */
export interface Disclosure {
  readonly lane: string;
  readonly reply: RawReply;
  /** The bodies of whose files something stands in it. */
  readonly bodies: readonly string[];
}

/** Callers who ask without pause until they are stopped. */
export interface Lanes {
  readonly disclosures: readonly Disclosure[];
  /** How many questions of each lane were answered whole, with data of all its bodies. */
  whole(lane: string): number;
  readonly asked: () => number;
  readonly cut: () => number;
  readonly names: readonly string[];
  stop(): Promise<void>;
}

interface Lane {
  readonly name: string;
  readonly question: Omit<RawQuestion, 'origin'>;
  readonly subject: RecordRevision;
  readonly tiers: readonly Tier[];
}

const tiers = ['municipal', 'prefectural', 'national'] as const;
type Tier = (typeof tiers)[number];

/** The holder of the file of a tier in which a person stands. */
function holder(tier: Tier, { municipalityCode }: RecordRevision): string {
  const prefectures: Readonly<Record<string, string>> = { 27: '270008', 40: '400009', 20: '200000' };
  if (tier === 'national') return 'jlis';
  return tier === 'municipal' ? municipalityCode : (prefectures[municipalityCode.slice(0, 2)] ?? '');
}

/** More than one, so that at any instant some answer is between its record and its caller. */
const callersOfLane = 3;

/** Searches under several purposes and records side by side, each without pause, over sockets that keep every byte. */
export async function startLanes(system: TestSystem): Promise<Lanes> {
  const lanes = await makeLanes(system);
  const disclosures: Disclosure[] = [];
  const whole = new Map<string, number>();
  let [asked, cut, stopped] = [0, 0, false];

  const run = async ({ name, question, subject, tiers: reached }: Lane) => {
    while (!stopped) {
      const reply = await askRaw({ ...question, origin: system.gateway });
      asked += 1;
      if (reply.body !== '' && !reply.complete) cut += 1;
      const bodies = tiers.filter((tier) => tells(reply, tier)).map((tier) => holder(tier, subject));
      const anything = bodies.length > 0 || values(subject).some((value) => reply.body.includes(value));
      if (anything) disclosures.push({ lane: name, reply, bodies });
      if (reply.complete && bodies.length === reached.length) whole.set(name, (whole.get(name) ?? 0) + 1);
      // A gateway that is gone refuses at once: do not spin.
      if (reply.status === undefined) await new Promise((resolve) => setTimeout(resolve, 20));
    }
  };
  const running = lanes.flatMap((lane) => Array.from({ length: callersOfLane }, () => run(lane)));
  return {
    disclosures,
    whole: (lane) => whole.get(lane) ?? 0,
    asked: () => asked,
    cut: () => cut,
    names: lanes.map(({ name }) => name),
    async stop() {
      stopped = true;
      await Promise.all(running);
    },
  };
}

/** A record begins with a brace; a closed one is null. Also in a reply that was cut after it. */
function tells({ body }: RawReply, tier: Tier): boolean {
  return body.includes(`"${tier}Record":{`);
}

function values({ name, address, residentCode, individualNumber }: RecordRevision): readonly string[] {
  return [name, address, residentCode, individualNumber].flatMap((value) => value ?? []);
}

async function makeLanes(system: TestSystem): Promise<readonly Lane[]> {
  const hanako = cast.toyonakaMover.latest;
  const moved = cast.suitaToKurume.latest;
  const token = async (operator: string) => (await system.operator(operator)).token ?? '';
  const search = async (operator: string, purpose: string, tier: Tier): Promise<Lane> => ({
    name: purpose,
    subject: hanako,
    tiers: [tier],
    question: {
      token: await token(operator),
      purpose,
      case: 'R8-0001',
      query: searchIn(tier, 'name address residentCode'),
      variables: fourItems(hanako),
    },
  });
  return [
    await search('osaka-education-officer', 'juki-b6-2', 'prefectural'),
    await search('osaka-passport-officer', 'juki-b5-6', 'prefectural'),
    await search('mhlw-officer', 'juki-b1-77', 'national'),
    await search('toyonaka-clerk', 'municipal-register', 'municipal'),
    {
      name: 'consistency-check',
      subject: moved,
      tiers,
      question: {
        token: await token('jlis-consistency-officer'),
        purpose: 'consistency-check',
        query: `query ($key: NationalSearchKey!) { nationalSearch(key: $key) { people {
          municipalRecord { name address } prefecturalRecord { name address } nationalRecord { name address } } } }`,
        variables: fourItems(moved),
      },
    },
  ];
}
