import { writeFile } from 'node:fs/promises';
import { resolve } from 'node:path';
import { findOperator } from '@juki/directory';
import { printDocument } from '@juki/documents';
import { JukiError } from '@juki/errors';
import type { Command } from 'commander';
import { path } from '../arguments.ts';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { fieldsOf } from '../fields-of.ts';
import { parseJson } from '../parse-json.ts';
import { placeOf } from '../place-of.ts';
import { asKeeper, type KeeperOptions, keeperOptions } from './keeper.ts';
import { printableCertificate } from './printable-certificate.ts';
import { type Order, orderFields } from './retention-answers.ts';

/** `juki retention certificate`: 消去証明書 as a PDF, or as JSON with `--json`. */
export function addCertificate(retention: Command, { add }: Commands): void {
  const command = keeperOptions(
    retention
      .command('certificate')
      .description('write the certificate of an erasure that is done')
      .argument('<order>', 'its id')
      .option('--out <file>', 'where to write it (default: erasure-<order>.pdf)', path),
  );
  const example = 'juki retention certificate ORDER --operator osaka-network-officer';
  add<KeeperOptions & { readonly out?: string }>(command, example, async ({ out, ...options }, context) => {
    const { deps, answer, json, word } = context;
    const [id = ''] = command.processedArgs.map(String);
    const { tier, field } = await asKeeper(options, deps);
    const orders = await field<readonly Order[]>(
      { kind: 'query', field: 'ErasureOrders', types: {}, variables: {}, selection: orderFields },
      `juki-retention-${tier}`,
    );
    const certificate = orders.find((order) => order.id === id)?.certificate ?? null;
    if (certificate === null) {
      throw new JukiError(
        'RETENTION_REFUSED',
        'この命令の証明書はありません。 There is no certificate: the order is unknown here, or not done.',
      );
    }
    const fields = fieldsOf(parseJson(certificate));
    if (json) {
      answer(fields, () => certificate);
      return exitCode.done;
    }
    const agency = findOperator(options.operator ?? '')?.agencyName.ja ?? '';
    const { bytes } = await printDocument(printableCertificate(id, fields, agency), deps.clock());
    const file = out ?? resolve(deps.workingDirectory, `erasure-${id}.pdf`);
    await writeFile(file, bytes, { flag: 'wx', mode: 0o600 });
    const where = placeOf(file, deps.workingDirectory);
    answer({ file }, () => word({ en: `The certificate is in ${where}.`, ja: `証明書: ${where}` }));
    return exitCode.done;
  });
}
