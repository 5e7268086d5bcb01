import { type Catalogue, type LegalDate, legalDateAt, type Purpose } from '@juki/legal-basis';
import type { Command } from 'commander';
import { day } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { table } from '../table.ts';

interface PurposesOptions {
  readonly search?: string;
  readonly at?: LegalDate;
}

/** `juki purposes`: the closed list of affairs (事務) that a caller may state. */
export function addPurposes(program: Command, { add }: Commands): void {
  const command = program
    .command('purposes')
    .description('list the statutory purposes of the catalogue')
    .option('--search <text>', 'only those whose id, table, title, law, agency or article contains the text')
    .option('--at <day>', 'cite articles as of a day (default: today)', day);
  add<PurposesOptions>(command, 'juki purposes --search 就学', async ({ search = '', at }, context) => {
    const { answer, deps, language, word } = context;
    const catalogue = await deps.loadCatalogue();
    const date = at ?? legalDateAt(deps.clock());
    const found = [...catalogue.purposes.values()]
      .map((purpose) => describe(catalogue, purpose, date))
      .filter((purpose) => contains(purpose, search));
    answer(found, () =>
      found.length === 0
        ? word({ en: `No purpose contains "${search}".`, ja: `「${search}」を含む事務はありません。` })
        : table(
            found.map(({ id, table: name, item, title, agencies }) => [
              id,
              place(name, item),
              title[language],
              agencies.join('、'),
            ]),
          ),
    );
    return found.length === 0 ? exitCode.failed : exitCode.done;
  });
}

function describe(catalogue: Catalogue, purpose: Purpose, date: LegalDate) {
  return {
    id: purpose.id,
    table: purpose.table,
    item: purpose.item,
    title: purpose.title,
    law: purpose.row.law,
    agencies: purpose.agencyKinds,
    reach: purpose.reach,
    ledgerNumber: purpose.obligations.includes('usage-ledger-number'),
    assurance: purpose.assurance,
    articles: [...new Set(purpose.grants.map(({ provision }) => catalogue.cite(provision, date).ja))],
    verification: purpose.verification,
  };
}

function contains(purpose: ReturnType<typeof describe>, text: string): boolean {
  const { id, table: name, item, title, law, agencies, articles } = purpose;
  const everything = [id, place(name, item), title.ja, title.en, law, ...agencies, ...articles].join('\n');
  return everything.toLowerCase().includes(text.toLowerCase());
}

function place(name: string | null, item: string | null): string {
  return name === null ? '' : `${name} ${item}項`;
}
