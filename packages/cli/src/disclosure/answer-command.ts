import type { Command } from 'commander';
import { Option } from 'commander';
import { collect, path } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { placeOf } from '../place-of.ts';
import { type DeskOptions, deskOptions, openDisclosureDesk } from './disclosure-desk.ts';
import { printAnswer } from './print-answer.ts';
import { findRequest, takeStep } from './requests.ts';
import { writeDocument } from './write-document.ts';

interface AnswerOptions extends DeskOptions {
  readonly refuse?: boolean;
  readonly withhold?: readonly string[];
  readonly ground?: string;
  readonly pdf?: string;
}

/** `juki disclosure answer`: the decision, and the document. */
export function addAnswer(disclosure: Command, { add }: Commands): void {
  const command = deskOptions(
    disclosure
      .command('answer')
      .description('answer a request (開示の決定): exists, does not exist, or refused; print it with --pdf')
      .argument('<number>', 'number of the request')
      .option('--refuse', 'refuse the whole (不開示)')
      .option('--withhold <item>', 'refuse an item, such as residentCode; may be repeated', collect(String))
      .addOption(new Option('--ground <ground>', 'why').choices(['ARTICLE_78_1', 'REPRESENTATION_ENDED']))
      .option('--pdf <file>', 'where to write the document; its making is recorded', path),
  );
  const example = 'juki disclosure answer 270008-D2026-000001 --operator osaka-network-officer --pdf answer.pdf';
  add<AnswerOptions>(command, example, async (options, { deps, answer, word }) => {
    const [number = ''] = command.processedArgs.map(String);
    const desk = await openDisclosureDesk(options, deps);
    const before = await findRequest(desk, number);
    const request =
      before.outcome === null
        ? await takeStep(desk, 'answer', {
            key: `answer:${number}`,
            number,
            refuse: options.refuse ?? false,
            withheldItems: options.withhold ?? [],
            ground: options.ground ?? null,
          })
        : before;
    const { pdf } = options;
    const printed = pdf === undefined ? null : await printAnswer(desk, request, deps.clock());
    if (pdf !== undefined && printed) await writeDocument(pdf, printed);
    const { outcome, documentNumber } = request;
    const about = printed && { sha256: printed.sha256, pages: printed.pages, missing: printed.missing };
    answer({ number, outcome, documentNumber, document: about }, () => {
      const lines = [`${number}: ${outcome} (${documentNumber})`];
      if (pdf !== undefined && printed) {
        const where = placeOf(pdf, deps.workingDirectory);
        lines.push(word({ en: `${where}: ${printed.pages} pages.`, ja: `${where}: ${printed.pages}枚。` }));
        if (printed.missing.length > 0) {
          const marks = printed.missing.map(({ codePoints }) => codePoints).join(', ');
          lines.push(word({ en: `Characters that the font lacks: ${marks}`, ja: `書体にない文字: ${marks}` }));
        }
      }
      return lines.join('\n');
    });
    return exitCode.done;
  });
}
