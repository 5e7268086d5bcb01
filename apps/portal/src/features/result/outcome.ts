import { type Citation, parseCitations } from '../../lib/citation.ts';
import type { FaultKind } from '../../lib/gateway-fault.ts';
import { isRecord, listOf, textOf } from '../../lib/json.ts';
import { type FoundPerson, findPeople } from './find-people.ts';

/** A coordinate that came back `null` because the purpose does not open it. */
export interface WithheldItem {
  readonly coordinate: string;
  readonly reason: string;
  readonly citations: readonly Citation[];
}

/** An error that is no withholding: a refusal of the whole, a bad key, a tier that did not answer. */
export interface Refusal {
  readonly code: string | null;
  readonly message: string;
  readonly citations: readonly Citation[];
  /** Finds the fault in the log of the operator. */
  readonly correlation: string | null;
}

/** What became of an operation, ready to be put into words. */
export type Outcome =
  | { readonly kind: 'fault'; readonly fault: FaultKind }
  /** No data: the whole operation was refused or failed. */
  | { readonly kind: 'refused'; readonly refusals: readonly Refusal[] }
  | {
      readonly kind: 'answered';
      /** People found by searches; `null` when the operation searched for nobody. */
      readonly people: readonly FoundPerson[] | null;
      readonly withheld: readonly WithheldItem[];
      /** Parts that failed although others answered. */
      readonly refusals: readonly Refusal[];
      /** The number under which the request stands in the gateway's log. */
      readonly request: string | null;
    };

/** Reads a GraphQL response. A 401 means that the token no longer serves, whatever the body says. */
export function outcomeOf(status: number, body: unknown): Outcome {
  if (status === 401) {
    return { kind: 'fault', fault: 'signed-out' };
  }
  if (!isRecord(body) || !('data' in body || Array.isArray(body['errors']))) {
    return { kind: 'fault', fault: 'unreadable' };
  }
  const errors = listOf(body, 'errors').filter(isRecord);
  const withheld = errors.filter(isWithholding).map(parseWithheld);
  const refusals = errors.filter((error) => !isWithholding(error)).map(parseRefusal);
  if (refusals.some(({ code }) => code === 'UNAUTHENTICATED')) {
    return { kind: 'fault', fault: 'signed-out' };
  }
  if (!isRecord(body['data'])) {
    return { kind: 'refused', refusals: [...refusals, ...withheld.map(asRefusal)] };
  }
  const people = findPeople(body['data'], withheld);
  return { kind: 'answered', people, withheld, refusals, request: requestNumber(body['extensions']) };
}

function extensionsOf(error: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> {
  return isRecord(error['extensions']) ? error['extensions'] : {};
}

function isWithholding(error: Readonly<Record<string, unknown>>): boolean {
  return textOf(extensionsOf(error), 'code') === 'WITHHELD';
}

function parseWithheld(error: Readonly<Record<string, unknown>>): WithheldItem {
  const extensions = extensionsOf(error);
  return {
    coordinate: textOf(extensions, 'coordinate') ?? textOf(error, 'message') ?? '',
    reason: textOf(extensions, 'reason') ?? '',
    citations: citationsOf(extensions),
  };
}

function parseRefusal(error: Readonly<Record<string, unknown>>): Refusal {
  const extensions = extensionsOf(error);
  return {
    code: textOf(extensions, 'code'),
    message: textOf(error, 'message') ?? '',
    citations: citationsOf(extensions),
    correlation: textOf(extensions, 'correlation'),
  };
}

/** `Juki-On-Withheld: refuse` turns withholdings into the grounds of a refusal: they must not get lost. */
function asRefusal(withheld: WithheldItem): Refusal {
  return { code: 'WITHHELD', message: withheld.coordinate, citations: withheld.citations, correlation: null };
}

/** Articles stand under `provisions` where something is withheld, under `articles` where the whole is refused. */
function citationsOf(extensions: Readonly<Record<string, unknown>>): readonly Citation[] {
  return parseCitations([...listOf(extensions, 'provisions'), ...listOf(extensions, 'articles')]);
}

function requestNumber(extensions: unknown): string | null {
  const juki = isRecord(extensions) && isRecord(extensions['juki']) ? extensions['juki'] : {};
  return textOf(juki, 'request');
}
