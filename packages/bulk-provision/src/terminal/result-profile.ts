/** 様式: which items a result file has, in which order. */
export const resultProfiles = {
  /** 基本4情報 for the department that asked (S0, last section). */
  inquiry: ['name', 'birthDate', 'sex', 'address'],
  /** For registration in the address system (宛名システム, S0 3(2)③): what it keeps of a person, and since when. */
  'address-system': [
    'individualNumber',
    'name',
    'nameKana',
    'formerSurname',
    'alias',
    'birthDate',
    'sex',
    'address',
    'municipalityCode',
    'changeReason',
    'changeDate',
  ],
} as const satisfies Record<string, readonly string[]>;

/** One of {@link resultProfiles}. */
export type ResultProfile = keyof typeof resultProfiles;

/** Columns of a result: the requester's own key of the row, 照会結果, what is wrong with the key, the items. */
export function resultColumns(profile: ResultProfile): readonly string[] {
  return ['rowKey', 'verdict', 'fault', ...resultProfiles[profile]];
}

/** Reads the name of a profile. */
export function parseProfile(text: string | undefined): ResultProfile | undefined {
  return text === 'inquiry' || text === 'address-system' ? text : undefined;
}
