import { JukiError } from '@juki/errors';
import type { RegistryContext } from '@juki/subgraph-runtime';
import type { MediaLedger } from './media-ledger.ts';
import type { MediumAct, MediumEntry, MediumKind } from './medium-entry.ts';
import { type ShownMedium, showMedium } from './shown-medium.ts';

/** The input of a mutation, as the graph has checked it. */
export interface MediumInput {
  readonly key: string;
  readonly medium: string;
  readonly act: MediumAct;
  readonly kind: MediumKind;
  readonly content: string;
  readonly purpose: string;
  readonly case?: string | null;
  readonly subjects: number;
  readonly sha256?: string | null;
  readonly place: string;
  readonly secondPerson?: string | null;
  readonly dueAt?: string | null;
}

/** What became of an entry. */
export interface MediumResult {
  readonly entry: ShownMedium | null;
  readonly refusal: 'KEY_USED' | 'MALFORMED' | 'NOT_HERE' | null;
}

type Grant = RegistryContext['grant'];

/** 媒体管理簿 as staff use it through the graph: each sees and fills the ledger of their own body. */
export interface MediaDesk {
  entries(grant: Grant, medium: string | null): Promise<readonly ShownMedium[]>;
  due(grant: Grant, by: string): Promise<readonly ShownMedium[]>;
  enter(input: MediumInput, grant: Grant, now: number): Promise<MediumResult>;
}

/** What resolvers of the module use of the context. */
export type MediaContext = RegistryContext<{ readonly 'media-ledger': MediaDesk }>;

const most = 500;

/** Makes the desk. `bodyOf` names the body of an agency, where this process hosts it. */
export function createMediaDesk(ledger: MediaLedger, bodyOf: (agency: string) => string | undefined): MediaDesk {
  return {
    async entries({ actor }, medium) {
      const body = bodyOf(actor.agency);
      return body === undefined ? [] : (await ledger.entries({ body, medium, limit: most })).map(showMedium);
    },
    async due({ actor }, by) {
      const body = bodyOf(actor.agency);
      const instant = timeOf(by);
      if (instant === undefined) throw new JukiError('BAD_VARIABLES', '`by` must be an instant of RFC 3339.');
      if (body === undefined) return [];
      return (await ledger.due({ bodies: [body], by: instant, limit: most })).map(showMedium);
    },
    async enter(input, grant, now) {
      const body = bodyOf(grant.actor.agency);
      if (body === undefined) return refused('NOT_HERE');
      const entry = entryOf(input, grant, { body, now });
      if (!entry) return refused('MALFORMED');
      const outcome = await ledger.record(entry);
      return outcome === 'KEY_USED' ? refused('KEY_USED') : { entry: showMedium(entry), refusal: null };
    },
  };
}

function entryOf(
  input: MediumInput,
  { actor, request }: Grant,
  at: { body: string; now: number },
): MediumEntry | undefined {
  const { key, medium, act, kind, content, purpose, subjects, place } = input;
  const dueAt = input.dueAt ? timeOf(input.dueAt) : null;
  const sha256 = input.sha256 ?? null;
  const secondPerson = input.secondPerson ?? null;
  const isSound =
    [key, medium].every((name) => /^[A-Za-z0-9][A-Za-z0-9._:-]{0,159}$/.test(name)) &&
    // The tier enters its own acts under these keys; who took one beforehand would keep its entry, and its erasure, out.
    !/^(erased|bulk|disclosure):/.test(key) &&
    // What the tier erases of a job is erased when the tier says so: a word of a person would end the waiting for it.
    !(act === 'ERASED' && medium.startsWith('bulk:')) &&
    // Files of the shared folder are the tier's own: what a person enters must not make it remove one.
    !place.startsWith('folder:') &&
    /^[a-z][a-z0-9-]{0,63}$/.test(content) &&
    [purpose, place].every((text) => text.length > 0 && text.length <= 200) &&
    subjects >= 0 &&
    (sha256 === null || /^[0-9a-f]{64}$/.test(sha256)) &&
    secondPerson !== '' &&
    secondPerson !== actor.operator &&
    input.case !== '';
  if (!isSound || dueAt === undefined) return undefined;
  const { operator, agency } = actor;
  const { body, now } = at;
  const common = { body, key, medium, act, kind, content, purpose, subjects, place, operator, agency };
  return { ...common, case: input.case ?? null, sha256, secondPerson, enteredAt: now, dueAt, request };
}

function timeOf(text: string): number | undefined {
  const time = /^\d{4}-\d{2}-\d{2}T/.test(text) ? Date.parse(text) : Number.NaN;
  return Number.isNaN(time) ? undefined : time;
}

function refused(refusal: NonNullable<MediumResult['refusal']>): MediumResult {
  return { entry: null, refusal };
}
