import { nameKey, residentCodeFault } from '@juki/identifiers';

/** 広域交付の請求 as the graph takes it (住民基本台帳法12条の4第1項, 令15条の3第1項). */
export interface WideAreaRequestInput {
  readonly key: string;
  readonly municipalityCode: string;
  readonly requesterName: string;
  readonly requesterResidentCode: string;
  readonly identityCheck: 'INDIVIDUAL_NUMBER_CARD' | 'PHOTO_DOCUMENT';
  readonly names?: readonly string[] | null;
  readonly wholeHousehold?: boolean | null;
  readonly withHousehold?: boolean | null;
  readonly withIndividualNumber?: boolean | null;
  readonly withResidentCode?: boolean | null;
}

/** A request, checked: whom it is about, and which of 7条4号, 8号の2 and 13号 are asked for. */
export interface WideAreaRequest {
  readonly key: string;
  readonly residenceCode: string;
  readonly requesterName: string;
  readonly requesterCode: string;
  readonly identityCheck: WideAreaRequestInput['identityCheck'];
  readonly wanted:
    | { readonly kind: 'requester' }
    | { readonly kind: 'household' }
    | { readonly kind: 'named'; readonly names: readonly string[] };
  readonly withHousehold: boolean;
  readonly withIndividualNumber: boolean;
  readonly withResidentCode: boolean;
}

const uuid = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;
const mostNames = 30;

/** Reads a request; `undefined` for one that no counter sends: nothing is asked for it. */
export function parseRequest(input: WideAreaRequestInput): WideAreaRequest | undefined {
  const { key, municipalityCode, requesterName, requesterResidentCode, identityCheck, names } = input;
  const wanted = parseWanted(input);
  const named = [requesterName, ...(names ?? [])];
  if (!uuid.test(key) || residentCodeFault(requesterResidentCode) !== undefined || wanted === undefined)
    return undefined;
  if (named.length > mostNames || named.some((name) => nameKey(name) === '')) return undefined;
  return {
    key,
    residenceCode: municipalityCode,
    requesterName,
    requesterCode: requesterResidentCode,
    identityCheck,
    wanted,
    withHousehold: input.withHousehold === true,
    withIndividualNumber: input.withIndividualNumber === true,
    withResidentCode: input.withResidentCode === true,
  };
}

function parseWanted({ names, wholeHousehold }: WideAreaRequestInput): WideAreaRequest['wanted'] | undefined {
  const named = names ?? [];
  if (wholeHousehold === true) return named.length === 0 ? { kind: 'household' } : undefined;
  return named.length === 0 ? { kind: 'requester' } : { kind: 'named', names: named };
}
