import { randomUUID } from 'node:crypto';
import { type Command, Option } from 'commander';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import { table } from '../table.ts';
import { asKeeper, type KeeperOptions, keeperOptions } from './keeper.ts';
import { done, type Hold, holdFields, holdLine, type Order, orderFields, orderLine } from './retention-answers.ts';

interface OrderResult {
  readonly refusal: string | null;
  readonly order: Order | null;
}

/** `juki retention list`, `propose`, `approve`, `refuse`. */
export function addOrderCommands(retention: Command, { add }: Commands): void {
  const list = keeperOptions(retention.command('list').description('show orders and holds of the body'));
  add<KeeperOptions>(list, 'juki retention list --operator osaka-network-officer', async (options, context) => {
    const { tier, field } = await asKeeper(options, context.deps);
    const purpose = `juki-retention-${tier}`;
    const all = { kind: 'query', types: {}, variables: {} } as const;
    const orders = await field<readonly Order[]>({ ...all, field: 'ErasureOrders', selection: orderFields }, purpose);
    const holds = await field<readonly Hold[]>({ ...all, field: 'LegalHolds', selection: holdFields }, purpose);
    context.answer({ orders, holds }, () => {
      const rows = [...orders.map(orderLine), ...holds.map(holdLine)];
      return rows.length === 0
        ? context.word({ en: 'No order, no hold.', ja: '命令も停止もありません。' })
        : table(rows);
    });
    return exitCode.done;
  });

  const propose = keeperOptions(
    retention
      .command('propose')
      .description('propose to erase what is due today')
      .addOption(
        new Option('--kind <kind>', 'what')
          .choices(['IDENTITY_RECORDS', 'NOTIFICATIONS', 'YEARLY_REPORTS'])
          .default('IDENTITY_RECORDS'),
      )
      .option('--key <key>', 'a key of your own, to repeat a lost answer (default: a new one)'),
  );
  add<KeeperOptions & { readonly kind: string; readonly key?: string }>(
    propose,
    'juki retention propose --operator osaka-network-officer',
    async ({ kind, key = randomUUID(), ...options }, context) => {
      const { tier, field } = await asKeeper(options, context.deps);
      const { refusal, order } = await field<OrderResult>(
        {
          kind: 'mutation',
          field: 'ProposeErasure',
          types: { key: 'String!', kind: '~ErasureKind!' },
          variables: { key, kind },
          selection: `refusal order { ${orderFields} }`,
        },
        `juki-retention-${tier}`,
      );
      const proposed = done(refusal, order);
      context.answer(proposed, () => table([orderLine(proposed)]));
      return exitCode.done;
    },
  );

  const approve = keeperOptions(
    retention
      .command('approve')
      .description('approve an order; the second of two people lets the erasure begin')
      .argument('<order>', 'its id'),
  );
  add<KeeperOptions>(
    approve,
    'juki retention approve ORDER --operator osaka-network-chief',
    async (options, context) => {
      const { tier, field } = await asKeeper(options, context.deps);
      const [order = ''] = approve.processedArgs.map(String);
      const result = await field<OrderResult>(
        {
          kind: 'mutation',
          field: 'ApproveErasure',
          types: { order: 'ID!' },
          variables: { order },
          selection: `refusal order { ${orderFields} }`,
        },
        `juki-retention-${tier}`,
      );
      const approved = done(result.refusal, result.order);
      context.answer(approved, () => table([orderLine(approved)]));
      return exitCode.done;
    },
  );

  const refuse = keeperOptions(
    retention
      .command('refuse')
      .description('refuse an order that has not begun')
      .argument('<order>', 'its id')
      .requiredOption('--reason <words>', 'why'),
  );
  add<KeeperOptions & { readonly reason: string }>(
    refuse,
    'juki retention refuse ORDER --reason 訴訟のため --operator osaka-network-chief',
    async ({ reason, ...options }, context) => {
      const { tier, field } = await asKeeper(options, context.deps);
      const [order = ''] = refuse.processedArgs.map(String);
      const result = await field<OrderResult>(
        {
          kind: 'mutation',
          field: 'RefuseErasure',
          types: { order: 'ID!', reason: 'String!' },
          variables: { order, reason },
          selection: `refusal order { ${orderFields} }`,
        },
        `juki-retention-${tier}`,
      );
      const refused = done(result.refusal, result.order);
      context.answer(refused, () => table([orderLine(refused)]));
      return exitCode.done;
    },
  );
}
