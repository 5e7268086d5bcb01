/**
 * How strongly someone logged in, as the claim `acr` states it (操作者の認証, 告示334号). The claim `amr` lists the
 * factors with the codes of RFC 8176.
 */
export const loginStrengths = {
  'urn:juki:acr:two-factor': {
    amr: ['pwd', 'sc', 'mfa'],
    ja: '二要素(パスワード+ICカード)',
    en: 'Two factors: password and smart card',
    shortJa: '二要素',
    shortEn: 'Two-factor',
  },
  'urn:juki:acr:two-factor-biometric': {
    amr: ['sc', 'fpt', 'mfa'],
    ja: '二要素・生体(ICカード+指紋)',
    en: 'Two factors, one biometric: smart card and fingerprint',
    shortJa: '二要素・生体',
    shortEn: 'Biometric',
  },
  'urn:juki:acr:card': {
    amr: ['sc', 'pin', 'mfa'],
    ja: '個人番号カード(利用者証明用電子証明書+暗証番号)',
    en: 'Individual Number Card: user certificate and PIN',
    shortJa: '個人番号カード',
    shortEn: 'Number Card',
  },
  'urn:juki:acr:machine': {
    amr: ['swk'],
    ja: '機器(秘密鍵)',
    en: 'Machine: private key',
    shortJa: '機器',
    shortEn: 'Machine',
  },
} as const satisfies Record<
  string,
  { amr: readonly string[]; ja: string; en: string; shortJa: string; shortEn: string }
>;

/** A value of the claim `acr`. */
export type LoginStrength = keyof typeof loginStrengths;

/** Narrows text from outside to a login strength; values match exactly. */
export function isLoginStrength(text: string): text is LoginStrength {
  return Object.hasOwn(loginStrengths, text);
}
