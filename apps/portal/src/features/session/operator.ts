import { isRecord, parseJson, textOf } from '../../lib/json.ts';
import type { Bilingual } from '../../lib/language.ts';

/** Who has signed in, as the token says. Shown to the person only: every decision is the gateway's. */
export interface Operator {
  readonly id: string;
  readonly name: Bilingual | null;
  readonly agency: string | null;
  readonly section: string | null;
  readonly role: string | null;
  readonly terminal: string | null;
  readonly loginStrength: string | null;
}

/** The claims of a compact JWT, unverified; `{}` for anything else. Good for showing, for nothing more. */
export function unverifiedClaims(token: string): Readonly<Record<string, unknown>> {
  const payload = token.split('.')[1];
  if (payload === undefined) {
    return {};
  }
  try {
    const bytes = Uint8Array.from(atob(payload.replaceAll('-', '+').replaceAll('_', '/')), (c) => c.charCodeAt(0));
    const claims = parseJson(new TextDecoder().decode(bytes));
    return isRecord(claims) ? claims : {};
  } catch {
    return {};
  }
}

/** Reads the operator from the claims of the access token; `name` may come from the ID token. */
export function operatorOf(
  accessClaims: Readonly<Record<string, unknown>>,
  idClaims: Readonly<Record<string, unknown>>,
): Operator {
  return {
    id: textOf(accessClaims, 'sub') ?? textOf(idClaims, 'sub') ?? '',
    name: nameOf(idClaims),
    agency: textOf(accessClaims, 'juki_agency'),
    section: textOf(accessClaims, 'juki_section'),
    role: textOf(accessClaims, 'juki_role'),
    terminal: textOf(accessClaims, 'juki_terminal'),
    loginStrength: textOf(accessClaims, 'acr'),
  };
}

/** `name` with its Japanese twin `name#ja` (OIDC Core §5.2); either serves for both. */
function nameOf(claims: Readonly<Record<string, unknown>>): Bilingual | null {
  const [en, ja] = [textOf(claims, 'name'), textOf(claims, 'name#ja')];
  return en === null && ja === null ? null : { ja: ja ?? en ?? '', en: en ?? ja ?? '' };
}

const strengths: Readonly<Record<string, Bilingual>> = {
  'urn:juki:acr:two-factor': { ja: '二要素認証', en: 'Two factors' },
  'urn:juki:acr:two-factor-biometric': { ja: '二要素認証（生体）', en: 'Two factors, one biometric' },
  'urn:juki:acr:card': { ja: '個人番号カード', en: 'My Number Card' },
  'urn:juki:acr:machine': { ja: '機械の資格', en: 'Machine credential' },
};

/** How strongly somebody logged in (告示334号), in words; an unknown `acr` is shown as it stands. */
export function loginStrengthWords(acr: string | null): Bilingual {
  if (acr === null) {
    return { ja: '不明', en: 'Not stated' };
  }
  return (Object.hasOwn(strengths, acr) ? strengths[acr] : undefined) ?? { ja: acr, en: acr };
}
