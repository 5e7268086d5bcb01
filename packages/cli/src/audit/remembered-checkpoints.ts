import { mkdir, readFile, rename, writeFile } from 'node:fs/promises';
import { join } from 'node:path';

/** The last checkpoint of each log that was found sound, `<folder>/<body>`: what a later log must still contain. */
export interface RememberedCheckpoints {
  read(body: string): Promise<string | undefined>;
  write(body: string, note: string): Promise<void>;
}

/** Remembers in a folder. A note is replaced whole, so that an interruption loses none. */
export function rememberedCheckpoints(folder: string): RememberedCheckpoints {
  return {
    read: (body) => readFile(join(folder, body), 'utf8').catch(() => undefined),
    async write(body, note) {
      await mkdir(folder, { recursive: true });
      const draft = join(folder, `.${body}.${process.pid}`);
      await writeFile(draft, note);
      await rename(draft, join(folder, body));
    },
  };
}
