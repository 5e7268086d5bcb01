import { isRecord, textOf } from '../../lib/json.ts';
import type { Bilingual } from '../../lib/language.ts';

/** A ready-made query with the purpose under which it is meant. */
export interface Example {
  readonly id: string;
  readonly title: Bilingual;
  /** What it shows, in a sentence. */
  readonly about: Bilingual;
  /** The development operator for whom it works; `null` when it carries no values of the synthetic cast. */
  readonly operator: string | null;
  readonly purposeId: string | null;
  readonly caseNumber: string;
  readonly query: string;
  /** JSON text for the variables editor. */
  readonly variables: string;
}

/** Reads `GET /examples.json`; entries that are none are left out. */
export function parseExamples(value: unknown, aboutById: ReadonlyMap<string, Bilingual>): readonly Example[] {
  return (Array.isArray(value) ? value : [])
    .map((entry: unknown) => parseExample(entry, aboutById))
    .filter((example) => example !== null);
}

function parseExample(value: unknown, aboutById: ReadonlyMap<string, Bilingual>): Example | null {
  if (!isRecord(value)) {
    return null;
  }
  const [id, query] = [textOf(value, 'id'), textOf(value, 'query')];
  if (id === null || query === null) {
    return null;
  }
  const titleJa = textOf(value, 'titleJa') ?? id;
  return {
    id,
    title: { ja: titleJa, en: textOf(value, 'titleEn') ?? titleJa },
    about: aboutById.get(id) ?? { ja: '', en: '' },
    operator: textOf(value, 'operator'),
    purposeId: textOf(value, 'purpose'),
    caseNumber: textOf(value, 'case') ?? '',
    query,
    variables: isRecord(value['variables']) ? JSON.stringify(value['variables'], null, 2) : '{}',
  };
}
