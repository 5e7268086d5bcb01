import { dayBefore, type LegalDate, overlaps } from '../legal-date.ts';
import {
  type Law,
  type Numbering,
  type Particular,
  type Provision,
  type ProvisionId,
  particulars,
  verifications,
} from '../provision.ts';
import type { PurposeId } from '../purpose-id.ts';
import type { Faults } from './faults.ts';
import { intervalKeys, readDate, readInterval } from './interval.ts';
import type { Items } from './parse-items.ts';
import { Row } from './row.ts';

const keys = [
  'id',
  'parent',
  'container',
  'kind',
  'binds',
  'ja',
  'en',
  'inForce',
  'numbering',
  'items',
  'conditions',
  'particulars',
  'verification',
  'note',
  'sources',
];

/** Reads one file of `provisions/`: the provisions of one law. */
export function parseProvisions(
  raw: unknown,
  laws: ReadonlyMap<string, Law>,
  items: Items,
  faults: Faults,
): readonly Provision[] {
  const file = new Row(raw, 'provisions', faults, ['law', 'textRead', 'provisions']);
  const law = laws.get(file.text('law'));
  if (law === undefined) {
    file.fault(`unknown law ${JSON.stringify(file.optionalText('law'))}`);
    return [];
  }
  const textRead = readDate(file, 'textRead');
  return file.rows('provisions', keys).map((row) => parseProvision(row, law, textRead, items));
}

function parseProvision(row: Row, law: Law, textRead: LegalDate | null, items: Items): Provision {
  const span = row.row('inForce', intervalKeys);
  if (span === null) row.fault('inForce is missing');
  const kind = row.word('kind', ['permission', 'prohibition', 'duty']) ?? 'duty';
  const closed = items.read(row, 'items');
  const binds = row.texts('binds') as PurposeId[];
  if (kind === 'prohibition' && closed.length > 0 && !row.has('binds')) {
    row.fault('a prohibition that closes items must say whom it binds (binds: [ all ] or purposes)');
  }
  if (kind !== 'prohibition' && row.has('binds')) row.fault('only a prohibition binds');
  const sources = row.texts('sources');
  if (sources.length === 0) row.fault('sources are missing');
  return {
    id: row.text('id') as ProvisionId,
    parent: row.optionalText('parent') as ProvisionId | null,
    container: row.flag('container'),
    law,
    summary: { ja: row.text('ja'), en: row.text('en') },
    kind,
    binds: binds.length === 0 || binds.some((purpose) => String(purpose) === 'all') ? 'all' : binds,
    numbering: parseNumbering(row, textRead),
    inForce: span ? readInterval(span) : { from: null, to: null, uncertain: true },
    items: closed,
    conditions: row.optionalText('conditions') ?? '',
    particulars: parseParticulars(row.row('particulars', particulars)),
    verification: row.word('verification', verifications) ?? 'unverified',
    verificationNote: row.optionalText('note') ?? '',
    sources,
  };
}

/**
 * Numbers by date. The number that a text shows is certain from the day of that text, even where the day on which it was
 * given is not: an open entry that is marked uncertain is split there.
 */
function parseNumbering(row: Row, textRead: LegalDate | null): readonly Numbering[] {
  const numbering = row.rows('numbering', ['article', ...intervalKeys], 'article').flatMap((entry): Numbering[] => {
    const article = entry.optionalText('article') ?? '';
    const inForce = readInterval(entry);
    const { from, to, uncertain } = inForce;
    if (!uncertain || to !== null || textRead === null || (from !== null && from >= textRead)) {
      return [{ article, inForce }];
    }
    return [
      { article, inForce: { from, to: dayBefore(textRead), uncertain } },
      { article, inForce: { from: textRead, to: null, uncertain: false } },
    ];
  });
  if (numbering.length === 0) row.fault('numbering is missing');
  numbering.forEach((entry, index) => {
    for (const later of numbering.slice(index + 1)) {
      if (overlaps(entry.inForce, later.inForce)) row.fault(`numbering ${entry.article} and ${later.article} overlap`);
    }
  });
  return numbering;
}

function parseParticulars(row: Row | null): Partial<Record<Particular, string>> {
  const found: Partial<Record<Particular, string>> = {};
  for (const key of particulars) {
    const text = row?.optionalText(key) ?? null;
    if (text !== null) found[key] = text;
  }
  return found;
}
