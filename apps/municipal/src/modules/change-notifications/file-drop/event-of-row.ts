import { eventFields } from '@juki/change-notification';
import type { RowValues } from '@juki/exchange-files';

/**
 * Reads a row as an event. CSV knows only texts: an empty one is an absent item, and a flag is written `true` or `false`.
 * Nothing is corrected: what does not fit stays as it is, for the check to name it.
 */
export function eventOfRow(values: RowValues, municipalityCode: string): RowValues {
  const event = Object.fromEntries(Object.entries(values).map(([field, value]) => [field, itemOf(field, value)]));
  return { ...event, municipalityCode: event['municipalityCode'] ?? municipalityCode };
}

function itemOf(field: string, value: unknown): unknown {
  if (value === '') return null;
  const form = Object.entries(eventFields).find(([name]) => name === field)?.[1].form;
  if (form !== 'flag' || typeof value !== 'string') return value;
  return value === 'true' ? true : value === 'false' ? false : value;
}
