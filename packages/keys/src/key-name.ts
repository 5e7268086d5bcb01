import { JukiError } from '@juki/errors';

/** Path segments of lower-case letters, digits and hyphens: no dots, so that no name ever leaves its folder. */
const keyName = /^[a-z0-9][a-z0-9-]{0,62}(?:\/[a-z0-9][a-z0-9-]{0,62}){0,7}$/;

/** Returns the name, or throws `KEY_UNKNOWN`: no provider holds a key of another form. */
export function checkKeyName(name: string): string {
  if (keyName.test(name)) return name;
  throw new JukiError(
    'KEY_UNKNOWN',
    'Not the name of a key: up to eight segments of a-z, 0-9 and "-", separated by "/".',
  );
}
