import { JukiError } from '@juki/errors';
import type { Grant } from '@juki/grants';
import type { KeyProvider } from '@juki/keys';
import type { Policy } from '../policy.ts';
import type { SearchKeyInput } from '../registry/search-key.ts';
import { parseSealedKey } from './parse-sealed-key.ts';

/** An inquiry as it travels: the key sealed, and the affair under which the agency will answer. */
export interface SealedInquiry {
  readonly token: string;
  readonly purpose: string;
}

/** The inquiry (照会) to the agency when the governor's file does not hold the person (住民基本台帳法30条の11). */
export interface Inquiries {
  /** For the prefectural tier: seals what was searched for; `null` where the law leads no further. */
  seal(key: SearchKeyInput, at: Moment & { readonly batch?: boolean }): SealedInquiry | null;
  /** For the national tier: what was searched for. Errors: `INQUIRY_INVALID`. */
  open(token: unknown, at: Moment): OpenedInquiry;
}

/** Under which grant, and when. */
export interface Moment {
  readonly grant: Grant;
  readonly now: number;
}

/** What an inquiry asks, and whether as one row of a file (一括提供). */
export interface OpenedInquiry {
  readonly key: SearchKeyInput;
  readonly batch: boolean;
}

/** Milliseconds: from one fetch of a request to its next. */
const lifetime = 30_000;

/** Which items of the answer an affair must give so that its holder may search by them. */
const itemsOfKey = {
  individualNumber: ['individualNumber'],
  residentCode: ['residentCode'],
  fourItems: ['name', 'birthDate', 'sex', 'address'],
} as const;

/**
 * Seals and opens inquiries with the network's key (`network/inquiry`). A seal opens only in the request in which it was made,
 * for the same officer, under the same two purposes and within half a minute: it is bound to them, and carries the grant that
 * led to it. Both tiers hold the link and the key that was searched by against their own matrix.
 */
export function createInquiries(keys: KeyProvider, policy: Policy): Inquiries {
  const cipher = keys.cipher('network/inquiry');

  function allows(key: SearchKeyInput, { date, ordinances }: Grant, stated: string, linked: string): boolean {
    const [kind, ...others] = kindsOf(key);
    if (kind === undefined || others.length > 0) return false;
    return itemsOfKey[kind].every((field) => {
      const coordinate = `NationalInquiryRecord.${field}`;
      return policy.permits({ purpose: linked, secondHopOf: stated, coordinate, date, ordinances });
    });
  }

  return {
    seal(key, { grant, now, batch = false }) {
      // Only where the own prefecture was searched does it follow that the person is outside.
      const linked = grant.scope.reach === 'own-prefecture' ? policy.secondHop(grant.purpose) : null;
      if (linked === null || !allows(key, grant, grant.purpose, linked)) return null;
      const sealed = JSON.stringify({ key, grant: grant.id, expiresAt: now + lifetime, batch });
      const token = Buffer.from(cipher.seal(sealed, contextOf(grant, grant.purpose, linked))).toString('base64url');
      return { token, purpose: linked };
    },
    open(token, { grant, now }) {
      const stated = grant.secondHopOf;
      if (stated === null || typeof token !== 'string') throw invalid();
      const { key, expiresAt, batch } = parseSealedKey(unsealed(token, contextOf(grant, stated, grant.purpose)));
      if (expiresAt < now || !allows(key, grant, stated, grant.purpose)) throw invalid();
      return { key, batch };
    },
  };

  function unsealed(token: string, context: string): string {
    try {
      return cipher.open(Uint8Array.from(Buffer.from(token, 'base64url')), context);
    } catch (cause) {
      throw invalid(cause);
    }
  }
}

function contextOf({ request, actor, date }: Grant, stated: string, linked: string): string {
  return JSON.stringify(['inquiry', request, actor.agency, actor.operator, stated, linked, date]);
}

function kindsOf(key: SearchKeyInput): readonly (keyof typeof itemsOfKey)[] {
  const kinds = ['individualNumber', 'residentCode', 'fourItems'] as const;
  return kinds.filter((kind) => (key[kind] ?? null) !== null);
}

function invalid(cause?: unknown): JukiError {
  return new JukiError('INQUIRY_INVALID', 'The inquiry to the agency is not one of this request, or it has expired.', {
    cause,
  });
}
