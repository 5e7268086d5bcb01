import {
  changeKinds,
  changeReasons,
  type IdentifierFault,
  individualNumberFault,
  keepsResidentRegister,
  localGovernmentCodeFault,
  municipality,
  publishedResidentCodeRule,
  type ResidentCodeRule,
  residentCodeFault,
} from '@juki/identifiers';
import type { ChangeEvent } from './change-event.ts';
import { isDay, textFaults } from './check-text.ts';
import { eventFields, type FieldForm } from './event-fields.ts';
import type { Fault, FaultCode } from './fault-codes.ts';
import { meaningFaults } from './meaning-faults.ts';

/** An event, found sound in form and codes, or everything that is wrong with it. */
export type CheckedEvent =
  | { readonly sound: true; readonly event: ChangeEvent }
  | { readonly sound: false; readonly faults: readonly Fault[] };

/** Rules that a body may hold in a form of its own. */
export interface CheckOptions {
  /** 施行規則1条2号: the formula of the check digit of a 住民票コード. */
  readonly residentCodeRule?: ResidentCodeRule;
}

/**
 * The check of the CS (S1 リスク3): every item by itself and against its neighbours, without looking at any file. All faults
 * are told together, and none repeats a value. An optional field that is absent counts as null, a flag as false.
 */
export function checkEvent(unverified: unknown, options: CheckOptions = {}): CheckedEvent {
  if (!isObject(unverified)) return { sound: false, faults: [{ field: 'event', code: 'WRONG_TYPE' }] };
  const faults: Fault[] = Object.keys(unverified)
    .filter((field) => !Object.hasOwn(eventFields, field))
    .map(() => ({ field: 'event', code: 'UNKNOWN_FIELD' }));
  const event: Record<string, unknown> = {};
  for (const [field, form] of Object.entries(eventFields)) {
    const value = (Object.hasOwn(unverified, field) ? unverified[field] : undefined) ?? absent(form);
    event[field] = value;
    for (const code of fieldFaults(form, value, options)) faults.push({ field, code });
  }
  // What the items mean together can only be asked once each of them is one.
  if (!isEvent(event, faults)) return { sound: false, faults };
  const together = meaningFaults(event);
  return together.length === 0 ? { sound: true, event } : { sound: false, faults: together };
}

/** Every field of the table was held against its form, and the table names every field. */
function isEvent(_: object, faults: readonly Fault[]): _ is ChangeEvent {
  return faults.length === 0;
}

function absent(form: FieldForm): unknown {
  if (form.form === 'flag') return false;
  return 'optional' in form && form.optional ? null : undefined;
}

function fieldFaults(form: FieldForm, value: unknown, options: CheckOptions): readonly FaultCode[] {
  if (value === undefined) return ['MISSING'];
  if (value === null) return 'optional' in form && form.optional ? [] : ['MISSING'];
  if (form.form === 'flag') return typeof value === 'boolean' ? [] : ['WRONG_TYPE'];
  if (typeof value !== 'string') return ['WRONG_TYPE'];
  switch (form.form) {
    case 'text':
      return textFaults(value, form.most, form.script);
    case 'day':
      return isDay(value) ? [] : ['NOT_A_DAY'];
    case 'set':
      return Object.hasOwn(sets[form.set], value) ? [] : ['NOT_IN_SET'];
    case 'number':
      return numberFaults(
        form.of === 'individual'
          ? individualNumberFault(value)
          : residentCodeFault(value, options.residentCodeRule ?? publishedResidentCodeRule),
      );
    case 'municipality':
      return municipalityFaults(value);
    case 'eventId':
      return /^[A-Za-z0-9._:-]{1,64}$/.test(value) ? [] : ['EVENT_ID_MALFORMED'];
  }
}

const sets = { sex: { MALE: true, FEMALE: true }, kind: changeKinds, reason: changeReasons } as const;

function numberFaults(fault: IdentifierFault | undefined): readonly FaultCode[] {
  switch (fault?.kind) {
    case undefined:
      return [];
    case 'type':
      return ['WRONG_TYPE'];
    case 'characters':
      return ['NOT_DIGITS'];
    case 'length':
      return ['WRONG_LENGTH'];
    default:
      return ['CHECK_DIGIT'];
  }
}

function municipalityFaults(value: string): readonly FaultCode[] {
  const faults = numberFaults(localGovernmentCodeFault(value));
  if (faults.length > 0) return faults;
  const body = municipality(value);
  return body !== undefined && keepsResidentRegister(body) ? [] : ['MUNICIPALITY_UNKNOWN'];
}

/** Whether a value is an object with named members. */
export function isObject(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
