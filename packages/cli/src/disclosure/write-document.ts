import { open } from 'node:fs/promises';
import type { PrintedDocument } from '@juki/documents';
import { JukiError } from '@juki/errors';

/** Writes a document where nobody else may read it, and over nothing. */
export async function writeDocument(file: string, { bytes }: PrintedDocument): Promise<void> {
  const handle = await open(file, 'wx', 0o600).catch((cause: unknown) => {
    throw new JukiError('CONFIGURATION_INVALID', `${file} cannot be made: it exists, or its folder does not.`, {
      cause,
    });
  });
  try {
    await handle.writeFile(bytes);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
