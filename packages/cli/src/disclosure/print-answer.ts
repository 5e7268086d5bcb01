import {
  type DisclosedRecord,
  disclosedFields,
  disclosureDocument,
  type PrintedUse,
  usesDocument,
} from '@juki/disclosure';
import { type PrintableDocument, type PrintedDocument, printDocument } from '@juki/documents';
import { JukiError } from '@juki/errors';
import { legalDateAt } from '@juki/legal-basis';
import type { Desk } from './disclosure-desk.ts';
import { type ShownRequest, takeStep } from './requests.ts';

/**
 * Prints the answer to a request. What stands in it is read through the graph as any record is, and so recorded; the tier
 * then notes the making of the document by its hash, and only after that does the document exist for anybody.
 */
export async function printAnswer(desk: Desk, request: ShownRequest, now: number): Promise<PrintedDocument> {
  const printed = await printDocument(await documentOf(desk, request, now), now);
  const { sha256, pages } = printed;
  const key = `print:${request.number}:${sha256.slice(0, 16)}`;
  await takeStep(desk, 'printed', { key, number: request.number, sha256, pages });
  return printed;
}

async function documentOf(desk: Desk, request: ShownRequest, now: number): Promise<PrintableDocument> {
  const { outcome, documentNumber, number, withheldItems } = request;
  if (outcome === null || documentNumber === null) {
    throw new JukiError('OPERATION_REFUSED', `The request ${number} is not answered yet.`);
  }
  const disclosed = outcome === 'DISCLOSED' || outcome === 'PARTLY_REFUSED';
  const common = { body: bodyOf(documentNumber), documentNumber, issuedOn: legalDateAt(now) };
  if (disclosed && request.kind === 'USE_HISTORY') {
    return usesDocument({ ...common, addressee: request.requesterName ?? '請求者' }, await allUses(desk, number));
  }
  const record = disclosed ? await recordOf(desk, number, withheldItems) : null;
  return disclosureDocument({
    ...common,
    receivedOn: request.receivedOn,
    addressee: request.requesterName ?? record?.name ?? '請求者',
    outcome,
    ground: request.ground,
    withheldItems,
    record,
  });
}

/** The record, without what is not disclosed: it is not even read. */
async function recordOf(
  { tier, ask }: Desk,
  number: string,
  withheld: readonly string[],
): Promise<DisclosedRecord | null> {
  const fields = disclosedFields.filter((field) => !withheld.includes(field));
  const { found } = await ask<{ found: { person: { record: DisclosedRecord | null } | null } | null }>(
    `query Record($number: ID!) { found: ${tier}Disclosure(number: $number) {
      person { record: ${tier}Record { __typename ${fields.join(' ')} } } } }`,
    { number },
  );
  return found?.person?.record ?? null;
}

async function allUses({ tier, ask }: Desk, number: string): Promise<readonly PrintedUse[]> {
  interface Page {
    readonly found: { readonly page: { readonly uses: readonly PrintedUse[]; readonly next: string | null } | null };
  }
  const uses: PrintedUse[] = [];
  let after: string | null = null;
  do {
    const { found }: Page = await ask<Page>(
      `query Uses($number: ID!, $after: String) { found: ${tier}Disclosure(number: $number) {
        page: uses(first: 100, after: $after) { next
          uses { time agency purposeTitle purposeArticles items logIndex withheld } } } }`,
      { number, after },
    );
    uses.push(...(found.page?.uses ?? []));
    after = found.page?.next ?? null;
  } while (after !== null);
  return uses;
}

/** The number of a document begins with the body that issues it. */
function bodyOf(documentNumber: string): string {
  return documentNumber.split('-', 1)[0] ?? documentNumber;
}
