import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import { collect, day } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { type DeskOptions, deskOptions, openDisclosureDesk } from './disclosure-desk.ts';
import { takeStep } from './requests.ts';

interface ReceiveOptions extends DeskOptions {
  readonly kind: string;
  readonly name: string;
  readonly birthDate: string;
  readonly sex: string;
  readonly address: string;
  readonly requester?: string;
  readonly relation?: string;
  readonly evidence: readonly string[];
  readonly key?: string;
}

const relations = ['PARENT', 'GUARDIAN_OF_MINOR', 'GUARDIAN_OF_ADULT'];
const evidence = [
  'INDIVIDUAL_NUMBER_CARD',
  'PASSPORT',
  'DRIVING_LICENCE',
  'RESIDENCE_CARD',
  'TWO_WITHOUT_PHOTOGRAPH',
  'FAMILY_REGISTER',
  'GUARDIANSHIP_CERTIFICATE',
];

/** `juki disclosure receive`: 開示請求書 at the counter, after the identity check. */
export function addReceive(disclosure: Command, { add }: Commands): void {
  const command = deskOptions(
    disclosure
      .command('receive')
      .description('receive a written request for disclosure (開示請求の受付) after checking who asks')
      .requiredOption('--name <name>', 'the person (本人): 氏名')
      .requiredOption('--birth-date <day>', 'the person: 生年月日, YYYY-MM-DD', day)
      .addOption(new Option('--sex <sex>', 'the person: 性別').choices(['MALE', 'FEMALE']).makeOptionMandatory())
      .requiredOption('--address <address>', 'the person: 住所')
      .requiredOption(
        '--evidence <document>',
        `what was seen, may be repeated: ${evidence.join(', ')}`,
        collect(String),
      )
      .option('--requester <name>', 'the legal representative (法定代理人) who asks; left out: the person')
      .addOption(new Option('--relation <relation>', 'as what they represent').choices(relations))
      .addOption(
        new Option('--kind <kind>', 'the record, or who used it').choices(['RECORD', 'USE_HISTORY']).default('RECORD'),
      )
      .option('--key <key>', 'key of the request: the same again receives nothing twice (default: a new one)'),
  );
  const example =
    'juki disclosure receive --operator osaka-network-officer --name "中村　葵" --birth-date 1996-10-12 --sex FEMALE --address "大阪府豊中市本町一丁目5番9号　コーポ若葉302号" --evidence PASSPORT';
  add<ReceiveOptions>(command, example, async (options, { deps, answer, word }) => {
    const desk = await openDisclosureDesk(options, deps);
    const { name, birthDate, sex, address, requester, relation, kind, key = randomUUID() } = options;
    const request = await takeStep(desk, 'receive', {
      key,
      kind,
      requester: requester === undefined ? 'PERSON' : 'LEGAL_REPRESENTATIVE',
      relation: requester === undefined ? null : (relation ?? null),
      evidence: options.evidence,
      requesterName: requester ?? name,
      subject: { name, birthDate, sex, address },
    });
    answer(request, () =>
      word({
        en: `${request.number}: received on ${request.receivedOn}, to be answered by ${request.dueOn}.`,
        ja: `${request.number}: ${request.receivedOn} 受理。期限 ${request.dueOn}。`,
      }),
    );
    return exitCode.done;
  });
}
