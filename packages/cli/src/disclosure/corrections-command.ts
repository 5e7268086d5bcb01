import { type CorrectionOutcome, correctionDocument, type WantedCorrection } from '@juki/disclosure';
import { printDocument } from '@juki/documents';
import { JukiError } from '@juki/errors';
import { legalDateAt } from '@juki/legal-basis';
import type { Command } from 'commander';
import { path } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { table } from '../table.ts';
import { type Desk, type DeskOptions, deskOptions, openDisclosureDesk } from './disclosure-desk.ts';
import { findRequest } from './requests.ts';
import { writeDocument } from './write-document.ts';

interface ShownCorrection {
  readonly number: string;
  readonly disclosure: string;
  readonly body: string;
  readonly municipality: string;
  readonly state: string;
  readonly receivedOn: string;
  readonly wanted: readonly WantedCorrection[];
  readonly outcome: CorrectionOutcome | null;
  readonly outcomeReason: string | null;
  readonly documentNumber: string | null;
}

const shown =
  'number disclosure body municipality state receivedOn wanted { item wanted } outcome outcomeReason documentNumber';

/** `juki disclosure corrections` and `juki disclosure answer-correction` (30条の35). */
export function addCorrections(disclosure: Command, { add }: Commands): void {
  const list = deskOptions(
    disclosure
      .command('corrections')
      .description('list the requests for correction (訂正等の申出) and where they stand'),
  );
  add<DeskOptions>(list, 'juki disclosure corrections --operator osaka-network-officer', async (options, context) => {
    const { deps, answer, word } = context;
    const { tier, ask } = await openDisclosureDesk(options, deps);
    const { list: found } = await ask<{ list: readonly ShownCorrection[] | null }>(
      `query List { list: ${tier}Corrections { ${shown} } }`,
      {},
    );
    const rows = found ?? [];
    answer(rows, () =>
      rows.length === 0
        ? word({ en: 'Nobody has asked for a correction.', ja: '申出はありません。' })
        : table(
            rows.map(({ number, receivedOn, municipality, state, outcome }) => [
              number,
              receivedOn,
              municipality,
              state,
              outcome ?? '—',
            ]),
          ),
    );
    return exitCode.done;
  });

  const written = deskOptions(
    disclosure
      .command('answer-correction')
      .description('answer a request for correction in writing, after the municipality has reported')
      .argument('<number>', 'number of the request for correction')
      .option('--pdf <file>', 'where to write the document', path),
  );
  const example =
    'juki disclosure answer-correction 270008-C2026-000001 --operator osaka-network-officer --pdf result.pdf';
  add<DeskOptions & { readonly pdf?: string }>(written, example, async (options, { deps, answer }) => {
    const [number = ''] = written.processedArgs.map(String);
    const desk = await openDisclosureDesk(options, deps);
    const correction = await answerCorrection(desk, number);
    if (options.pdf !== undefined) await print(desk, correction, options.pdf, deps.clock());
    answer(correction, () => `${number}: ${correction.outcome} (${correction.documentNumber})`);
    return exitCode.done;
  });
}

async function answerCorrection({ tier, type, ask }: Desk, number: string): Promise<ShownCorrection> {
  const { result } = await ask<{ result: { refusal: string | null; correction: ShownCorrection | null } | null }>(
    `mutation Answer($input: ${type}CorrectionStepInput!) { result: ${tier}AnswerCorrection(input: $input) {
      refusal correction { ${shown} } } }`,
    { input: { key: `answer:${number}`, number } },
  );
  if (result?.correction) return result.correction;
  throw new JukiError('OPERATION_REFUSED', `The step is refused: ${result?.refusal ?? 'no answer'}.`);
}

async function print(desk: Desk, correction: ShownCorrection, file: string, now: number): Promise<void> {
  const { outcome, outcomeReason, documentNumber } = correction;
  if (outcome === null || documentNumber === null) return;
  const request = await findRequest(desk, correction.disclosure);
  const { body, municipality, wanted } = correction;
  const about = { body, municipality, wanted, documentNumber, issuedOn: legalDateAt(now) };
  const addressee = request.requesterName ?? '申出者';
  const document = correctionDocument({ ...about, addressee, outcome, reason: outcomeReason ?? '' });
  const printed = await printDocument(document, now);
  await desk.recordPaper({ content: 'correction-answer', number: correction.number, sha256: printed.sha256 });
  await writeDocument(file, printed);
}
