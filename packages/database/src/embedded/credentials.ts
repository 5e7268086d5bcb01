import { createHmac } from 'node:crypto';

/** The bootstrap superuser of the embedded server. Services never connect as it; migrations and tests do. */
export const superuser = 'postgres';

/**
 * The password of a login of this server. Only the superuser's is stored; the others follow from it by HMAC-SHA-256
 * (RFC 2104), so that every process that may read the one file derives the same logins and no second secret is kept.
 */
function passwordOf(user: string, superuserPassword: string): string {
  if (user === superuser) return superuserPassword;
  return createHmac('sha256', superuserPassword).update(user).digest('base64url');
}

/** A connection string of the embedded server. */
export function urlOf(port: number, database: string, user: string, superuserPassword: string): string {
  const login = `${encodeURIComponent(user)}:${encodeURIComponent(passwordOf(user, superuserPassword))}`;
  return `postgresql://${login}@127.0.0.1:${port}/${encodeURIComponent(database)}`;
}
