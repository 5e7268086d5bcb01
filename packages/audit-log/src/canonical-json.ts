/** What JSON can say (RFC 8259). */
export type Json = null | boolean | number | string | readonly Json[] | { readonly [name: string]: Json };

const loneSurrogate = /\p{Surrogate}/u;

/**
 * Canonical JSON (RFC 8785): no white space, names sorted by UTF-16 code units, numbers and strings as ECMAScript writes
 * them. One value has one text, so that a commitment to a record can be checked by anyone who is shown the record.
 * Throws `TypeError` on what has no canonical form (not a number, a lone surrogate, `undefined`).
 */
export function canonicalJson(value: unknown): string {
  switch (typeof value) {
    case 'string':
      return canonicalString(value);
    case 'number':
      if (!Number.isFinite(value)) throw new TypeError('canonical JSON has only finite numbers (RFC 8785 §3.2.2.3)');
      return JSON.stringify(value);
    case 'boolean':
      return value ? 'true' : 'false';
    case 'object':
      if (value === null) return 'null';
      return Array.isArray(value) ? canonicalArray(value) : canonicalObject(value);
    default:
      throw new TypeError(`canonical JSON has no ${typeof value}`);
  }
}

function canonicalString(value: string): string {
  if (loneSurrogate.test(value)) throw new TypeError('canonical JSON has no lone surrogates (RFC 8785 §3.2.2.2)');
  return JSON.stringify(value);
}

function canonicalArray(values: readonly unknown[]): string {
  let text = '';
  for (const value of values) text += (text === '' ? '' : ',') + canonicalJson(value);
  return `[${text}]`;
}

function canonicalObject(value: object): string {
  const fields = new Map(Object.entries(value));
  let text = '';
  for (const name of [...fields.keys()].sort()) {
    text += `${text === '' ? '' : ','}${canonicalString(name)}:${canonicalJson(fields.get(name))}`;
  }
  return `{${text}}`;
}
