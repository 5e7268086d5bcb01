import { firstLink } from '../exchange/hash-chain.ts';
import { receiverOf, sha256 } from './store-context.ts';
import type { Transaction } from './transaction.ts';

/** What a receiver expects of a sender. */
export interface Source {
  readonly receiver: string;
  readonly next: number;
  readonly chain: Buffer;
  readonly decisions: number;
}

/** Reads what is expected of a sender; of a new one, the beginning. */
export async function readSource(transaction: Transaction, sender: string): Promise<Source> {
  const [row] = await transaction.rows<{ receiver: string; next: string; chain: Buffer; decisions: string }>(
    'source',
    'SELECT receiver, next, chain, decisions FROM change_source WHERE sender = $1',
    [sender],
  );
  const receiver = receiverOf(sender);
  return row === undefined
    ? { receiver, next: 1, chain: Buffer.from(firstLink(sender, receiver, sha256)), decisions: 0 }
    : { receiver, next: Number(row.next), chain: row.chain, decisions: Number(row.decisions) };
}

/** Moves on what is expected; the lock of the file is held. */
export async function writeSource(
  transaction: Transaction,
  sender: string,
  { receiver, next, chain }: Omit<Source, 'decisions'>,
): Promise<void> {
  await transaction.run(
    'write-source',
    `INSERT INTO change_source (sender, receiver, next, chain, decisions) VALUES ($1, $2, $3, $4, 0)
     ON CONFLICT (sender) DO UPDATE SET next = excluded.next, chain = excluded.chain`,
    [sender, receiver, next, chain],
  );
}
