import { createHash } from 'node:crypto';
import type { AnsweringTier } from '@juki/bulk-provision/terminal';
import type { Client } from '@juki/client';
import { JukiError } from '@juki/errors';
import type { ExchangeStore } from '@juki/exchange-files';

/** What purging needs. */
export interface PurgeTools {
  readonly store: ExchangeStore;
  readonly client: Client;
  readonly tier: AnsweringTier;
}

/**
 * 消去 of files that were put aside. The entry comes first and the file after: what was said to be erased and is not is found
 * at the next purge, which enters nothing anew, since the file's hash is the key.
 */
export async function purgeRejected({ store, client, tier }: PurgeTools): Promise<readonly string[]> {
  const { files } = await store.list('rejected');
  const prefix = tier === 'prefectural' ? 'Prefectural' : 'National';
  const document = `mutation ($input: ${prefix}MediumInput!) { result: ${tier}RecordMedium(input: $input) { refusal } }`;
  const erased: string[] = [];
  for (const { name } of files.filter((file) => !file.name.endsWith('.reason.json'))) {
    const hash = createHash('sha256');
    for await (const chunk of store.read('rejected', name)) hash.update(chunk);
    const sha256 = hash.digest('hex');
    const input = {
      ...{
        key: `purged:${sha256}`,
        medium: `rejected:${sha256}`,
        act: 'ERASED',
        kind: 'FILE',
        content: 'rejected-file',
      },
      ...{ purpose: 'media-ledger', subjects: 0, sha256, place: 'rejected' },
    };
    const { data } = await client.request<{ readonly result: { readonly refusal: string | null } | null }>({
      document,
      variables: { input },
      purpose: 'media-ledger',
    });
    if (data.result?.refusal !== null) {
      throw new JukiError('OPERATION_REFUSED', `The erasure is not entered: ${data.result?.refusal ?? 'no answer'}.`);
    }
    await store.remove('rejected', name);
    await store.remove('rejected', `${name}.reason.json`);
    erased.push(name);
  }
  return erased;
}
