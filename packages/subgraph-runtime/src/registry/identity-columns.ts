import type { ChangeKind, ChangeReason } from '@juki/identifiers';
import type { Bytes } from './registry-crypto.ts';

/** 性別 as the register holds it. */
export type Sex = 'MALE' | 'FEMALE';

/**
 * A row of a tier's file as the database returns it: 本人確認情報 in one of the states in which it stood. Whose and where it
 * is stands in every answer; an item only if it was selected.
 */
export interface StoredRecord {
  readonly municipalityCode: string;
  readonly ref: Bytes;
  readonly supersededOn: Date | null;
  readonly name?: string;
  readonly nameKana?: string | null;
  readonly formerSurname?: string | null;
  readonly formerSurnameKana?: string | null;
  readonly alias?: string | null;
  readonly birthDate?: Date;
  readonly sex?: Sex;
  readonly address?: string;
  readonly individualNumberSealed?: Bytes;
  readonly residentCodeSealed?: Bytes;
  readonly previousIndividualNumberSealed?: Bytes | null;
  readonly previousResidentCodeSealed?: Bytes | null;
  readonly changeKind?: ChangeKind;
  readonly changeReason?: ChangeReason;
  readonly changeDate?: Date;
}

/** A column that holds an item and is read only where it is asked for. */
export type ItemColumn = Exclude<keyof StoredRecord, 'municipalityCode' | 'ref' | 'supersededOn'>;

/** The fields of `IdentityRecord` in the graph, each with the column behind it. */
const columnOfField = {
  name: 'name',
  nameKana: 'nameKana',
  formerSurname: 'formerSurname',
  formerSurnameKana: 'formerSurnameKana',
  alias: 'alias',
  birthDate: 'birthDate',
  sex: 'sex',
  address: 'address',
  individualNumber: 'individualNumberSealed',
  residentCode: 'residentCodeSealed',
  changeKind: 'changeKind',
  changeReason: 'changeReason',
  changeDate: 'changeDate',
  previousIndividualNumber: 'previousIndividualNumberSealed',
  previousResidentCode: 'previousResidentCodeSealed',
} as const satisfies Record<string, ItemColumn>;

/**
 * The columns that an operation reads on a type of the graph: those behind its coordinates, which are in its grant, and
 * no others.
 */
export function columnsOf(type: string, coordinates: ReadonlySet<string>): readonly ItemColumn[] {
  return Object.entries(columnOfField).flatMap(([field, column]) =>
    coordinates.has(`${type}.${field}`) ? [column] : [],
  );
}
