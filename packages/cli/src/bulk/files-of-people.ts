import { access, open, rm } from 'node:fs/promises';
import { JukiError } from '@juki/errors';

/** Makes sure that a file can be read. Errors: `EXCHANGE_FILE_MISSING`. */
export async function assertReadable(path: string): Promise<void> {
  const isThere = await access(path).then(
    () => true,
    () => false,
  );
  if (!isThere) throw new JukiError('EXCHANGE_FILE_MISSING', `There is no file ${path} that could be read.`);
}

/** Writes a new file, for its owner alone, and durably; never over one that is there. Errors: `EXCHANGE_FILE_EXISTS`. */
export async function writeNew(path: string, content: AsyncIterable<Uint8Array>): Promise<void> {
  const file = await open(path, 'wx', 0o600).catch((fault: unknown) => {
    if (typeof fault === 'object' && fault !== null && 'code' in fault && fault.code === 'EEXIST') {
      throw new JukiError('EXCHANGE_FILE_EXISTS', `${path} is there already: name another with --out.`);
    }
    throw fault;
  });
  try {
    for await (const chunk of content) await file.writeFile(chunk);
    await file.sync();
  } catch (fault) {
    await rm(path, { force: true });
    throw fault;
  } finally {
    await file.close();
  }
}
