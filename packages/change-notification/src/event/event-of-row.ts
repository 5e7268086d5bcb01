import { eventFields } from './event-fields.ts';

/** Values by the names of fields, as a file or a caller sent them. */
export type UnverifiedItems = Readonly<Record<string, unknown>>;

/**
 * Reads a row of a file as an event. CSV knows only texts: an empty one is an absent item, and a flag is written `true` or
 * `false`. Nothing is corrected: what does not fit stays as it is, for `checkEvent` to name it. A row without a
 * municipality is of the one that the file names.
 */
export function eventOfRow(values: UnverifiedItems, municipalityCode: string): UnverifiedItems {
  const event = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, itemOf(field, value)]));
  return { ...event, municipalityCode: event['municipalityCode'] ?? municipalityCode };
}

function itemOf(field: string, value: unknown): unknown {
  if (value === '') return null;
  const isFlag = Object.entries(eventFields).some(([name, { form }]) => name === field && form === 'flag');
  if (!isFlag || (value !== 'true' && value !== 'false')) return value;
  return value === 'true';
}
