import type { WriteStream } from 'node:fs';
import { createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';

/** Where the processes of a system write what they say: `<directory>/logs/<service>.log`. */
export interface LogFiles {
  write(name: string, text: string): void;
  close(): Promise<void>;
}

/** Opens them as they are needed; what an earlier start wrote stays. */
export async function openLogFiles(directory: string): Promise<LogFiles> {
  const folder = join(directory, 'logs');
  await mkdir(folder, { recursive: true });
  const streams = new Map<string, WriteStream>();
  const open = (name: string): WriteStream => {
    const stream = createWriteStream(join(folder, `${name}.log`), { flags: 'a' });
    // A full disk must not end the system for want of a log line; the audit log is another matter and not written here.
    stream.on('error', () => undefined);
    streams.set(name, stream);
    return stream;
  };
  return {
    write: (name, text) => {
      (streams.get(name) ?? open(name)).write(text);
    },
    async close() {
      await Promise.all([...streams.values()].map((stream) => new Promise((resolve) => stream.end(resolve))));
    },
  };
}
