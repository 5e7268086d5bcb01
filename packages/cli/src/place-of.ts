import { isAbsolute, relative } from 'node:path';

/** A folder as a person in `workingDirectory` would type it: relative where it lies below, else absolute. */
export function placeOf(folder: string, workingDirectory: string): string {
  const path = relative(workingDirectory, folder);
  return path.startsWith('..') || isAbsolute(path) ? folder : path || '.';
}
