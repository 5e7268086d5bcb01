import type { ChangeNotice, RecordRevision } from './record-revision.ts';

/** The rows of one person in the files of the three tiers. */
export interface PersonRows {
  /** One sequence per municipality in which the person was ever registered. */
  readonly municipalRows: readonly RecordRevision[];
  /** One sequence per prefecture (都道府県知事保存本人確認情報ファイル). */
  readonly prefecturalRows: readonly RecordRevision[];
  /** One sequence (機構保存本人確認情報ファイル), of what the municipalities of this system notified. */
  readonly nationalRows: readonly RecordRevision[];
}

/** Chains notices per file: each row is superseded on the day of the next one in the same file. */
function chain(notices: readonly ChangeNotice[], fileOf: (notice: ChangeNotice) => string): readonly RecordRevision[] {
  const lengths = new Map<string, number>();
  const next = new Map<number, string>();
  const lastRow = new Map<string, number>();
  const sequences = notices.map((notice, index) => {
    const file = fileOf(notice);
    const previous = lastRow.get(file);
    if (previous !== undefined) next.set(previous, notice.changeDate);
    lastRow.set(file, index);
    const sequence = (lengths.get(file) ?? 0) + 1;
    lengths.set(file, sequence);
    return sequence;
  });
  return notices.map((notice, index) => ({
    ...notice,
    sequence: sequences[index] ?? 1,
    supersededOn: next.get(index) ?? null,
  }));
}

/** The same notices as each tier keeps them: they differ in where a sequence begins and when a row is superseded. */
export function filesOf(notices: readonly ChangeNotice[]): PersonRows {
  return {
    municipalRows: chain(notices, ({ municipalityCode }) => municipalityCode),
    prefecturalRows: chain(notices, ({ prefectureCode }) => prefectureCode),
    nationalRows: chain(notices, () => 'national'),
  };
}
