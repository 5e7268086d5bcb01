import { JukiError } from '@juki/errors';
import type { Scope } from '@juki/grants';
import type { Agency, Purpose } from '@juki/legal-basis';

/** Binds the reach of a purpose to the caller: *own* prefecture becomes a prefecture. Throws `PURPOSE_NOT_YOURS`. */
export function scopeOf(purpose: Purpose, agency: Agency, certificate: string | null): Scope {
  const { reach } = purpose;
  switch (reach) {
    case 'none':
    case 'nationwide':
      return { reach };
    case 'own-prefecture':
    case 'outside-prefecture':
      return { reach, prefecture: known(agency.prefecture, purpose, 'prefecture') };
    case 'own-municipality':
      return { reach, municipality: known(agency.municipality, purpose, 'municipality') };
    case 'self':
      return { reach, certificate: known(certificate, purpose, 'certificate of the person') };
    case 'linkage-request':
      throw new JukiError(
        'PURPOSE_NOT_YOURS',
        `The purpose ${purpose.id} reaches the subject of one mediated request only; it cannot be stated by itself.`,
      );
  }
}

function known(value: string | null, purpose: Purpose, what: string): string {
  if (value !== null) return value;
  throw new JukiError(
    'PURPOSE_NOT_YOURS',
    `The purpose ${purpose.id} needs a caller with a ${what}, and yours has none.`,
  );
}
