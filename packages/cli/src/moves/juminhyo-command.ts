import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { type PrintedDocument, printDocument } from '@juki/documents';
import { JukiError } from '@juki/errors';
import { legalDateAt } from '@juki/legal-basis';
import type { Command } from 'commander';
import { collect, path } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import type { Bilingual } from '../language.ts';
import { placeOf } from '../place-of.ts';
import { type AskedItems, type CopyNotice, copyDocument } from './copy-notice.ts';
import { type Counter, type CounterOptions, counterOptions, needed, openCounter } from './counter.ts';
import { printableCopy } from './printable-copy.ts';

interface CopyCommandOptions extends CounterOptions {
  readonly residence?: string;
  readonly name?: string;
  readonly code?: string;
  readonly member?: readonly string[];
  readonly household?: boolean;
  readonly photo?: boolean;
  readonly withHousehold?: boolean;
  readonly withNumber?: boolean;
  readonly withCode?: boolean;
  readonly key?: string;
  readonly out?: string;
}

interface Issue {
  readonly outcome: string;
  readonly notice: CopyNotice | null;
}

const purpose = 'juki-kouiki-kofu';

/** `juki juminhyo`: 広域交付 at the counter (住民基本台帳法12条の4): asks, prints, and enters the print in the ledger of media. */
export function addJuminhyo(program: Command, { add }: Commands): void {
  const command = counterOptions(
    program
      .command('juminhyo')
      .description('copy of the resident record for a resident of another municipality (広域交付), as a PDF')
      .option('--residence <code>', 'municipality of residence, its code of six digits')
      .option('--name <name>', 'name of who stands at the counter')
      .option('--code <number>', '住民票コード of who stands at the counter')
      .option('--member <name>', 'a person of the household who is wanted; may be repeated', collect(String))
      .option('--household', 'everybody of the household is wanted')
      .option('--photo', 'a document with a photograph was shown, not the card')
      .option('--with-household', '世帯主 and 続柄 are asked for')
      .option('--with-number', '個人番号 is asked for')
      .option('--with-code', '住民票コード is asked for')
      .option('--key <uuid>', 'number of the request, to repeat one (default: a new one)')
      .option('--out <file>', 'where to write it (default: juminhyo-<key>.pdf)', path),
  );
  const example =
    'juki juminhyo --operator iizuka-clerk --residence 272035 --name "山田　花子" --code 12345678512 --out copy.pdf';
  add<CopyCommandOptions>(command, example, async (options, { deps, answer, word }) => {
    const counter = await openCounter(options, deps);
    const key = options.key ?? randomUUID();
    const asked = {
      household: options.withHousehold === true,
      number: options.withNumber === true,
      code: options.withCode === true,
    };
    const { outcome, notice } = await request(counter, options, { key, asked });
    if (!notice) {
      deps.say(`${word(refusals[outcome] ?? refusals['NOT_AVAILABLE'] ?? { en: outcome, ja: outcome })}\n`);
      return exitCode.failed;
    }
    const now = deps.clock();
    const issuer = counter.agency.names.ja;
    const printed = await printDocument(
      printableCopy({ notice, asked, issuer, number: `広域-${key}`, issuedOn: legalDateAt(now) }),
      now,
    );
    // 媒体管理簿 first: a copy that is in nobody's book does not leave the printer.
    await enterPrint(counter, { key, printed, persons: notice.people.length });
    const out = options.out ?? resolve(deps.workingDirectory, `juminhyo-${key}.pdf`);
    await write(out, printed.bytes);
    const where = placeOf(out, deps.workingDirectory);
    answer({ key, file: out, sha256: printed.sha256, persons: notice.people.length, missing: printed.missing }, () =>
      word({
        en: `${where}: ${notice.people.length} person(s), from the notice of ${notice.municipalityName}.`,
        ja: `${where}: ${notice.people.length}名（${notice.municipalityName}長の通知に基づく）`,
      }),
    );
    return exitCode.done;
  });
}

const refusals: Readonly<Record<string, Bilingual>> = {
  NOT_AVAILABLE: {
    ja: 'この窓口では交付できません。住所地の市町村にお尋ねください。',
    en: 'It cannot be issued here. Ask the municipality of residence.',
  },
  OWN_RESIDENT: {
    ja: '当市町村の住民です。通常の住民票の写しを交付してください。',
    en: 'A resident of this municipality: issue an ordinary copy.',
  },
  NOT_CONNECTED: {
    ja: '住所地の市町村に接続していません。',
    en: 'No municipality of that code is reached through this network.',
  },
  KEY_REUSED: {
    ja: 'この番号は別の請求に使われています。',
    en: 'The key stands for another request; take a new one.',
  },
  BAD_REQUEST: {
    ja: '請求の内容に誤りがあります。番号、住民票コード、氏名を確かめてください。',
    en: 'The request is not one: check key, code and names.',
  },
};

async function request(
  counter: Counter,
  options: CopyCommandOptions,
  { key, asked }: { readonly key: string; readonly asked: AskedItems },
): Promise<Issue> {
  const flags = {
    ...(asked.household ? { withHousehold: true } : {}),
    ...(asked.number ? { withIndividualNumber: true } : {}),
    ...(asked.code ? { withResidentCode: true } : {}),
    ...(options.household === true ? { wholeHousehold: true } : {}),
    ...(options.member === undefined ? {} : { names: options.member }),
  };
  const { issue } = await counter.ask<{ readonly issue: Issue }>({
    purpose,
    document: copyDocument(asked),
    variables: {
      request: {
        key,
        municipalityCode: needed(options.residence, '--residence'),
        requesterName: needed(options.name, '--name'),
        requesterResidentCode: needed(options.code, '--code'),
        identityCheck: options.photo === true ? 'PHOTO_DOCUMENT' : 'INDIVIDUAL_NUMBER_CARD',
        ...flags,
      },
    },
  });
  return issue;
}

const enter = `mutation EnterPrint($input: MunicipalMediumInput!) { result: municipalRecordMedium(input: $input) { refusal } }`;

/** 印刷の記録 in the ledger of media of the municipality of issue. */
async function enterPrint(
  counter: Counter,
  { key, printed, persons }: { readonly key: string; readonly printed: PrintedDocument; readonly persons: number },
): Promise<void> {
  const input = {
    key: `wide-area:${key}:${printed.sha256}`,
    medium: `wide-area:${key}`,
    act: 'PRINTED',
    kind: 'PAPER',
    content: 'wide-area-copy',
    purpose,
    subjects: persons,
    sha256: printed.sha256,
    place: 'counter',
  };
  const { result } = await counter.ask<{ readonly result: { readonly refusal: string | null } | null }>({
    document: enter,
    variables: { input },
    purpose: 'media-ledger',
  });
  if (result?.refusal !== null) {
    throw new JukiError('OPERATION_REFUSED', `The print is not entered: ${result?.refusal ?? 'no answer'}.`);
  }
}

async function write(out: string, bytes: Uint8Array): Promise<void> {
  const part = `${out}.part`;
  try {
    await writeFile(part, bytes, { mode: 0o600 });
    await rename(part, out);
  } catch (fault) {
    await rm(part, { force: true });
    throw fault;
  }
}
