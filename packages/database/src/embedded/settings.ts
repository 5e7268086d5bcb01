/**
 * Settings of every embedded server. Durability (`fsync`, `full_page_writes`, `synchronous_commit`) keeps PostgreSQL's
 * safe defaults: the audit store refuses a server where they are off.
 */
export const defaultSettings: Readonly<Record<string, string>> = {
  // Reached from this machine only, and only by TCP with a password.
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: '100',
  shared_buffers: '128MB',
  timezone: 'UTC',
  // Our statements are short; compiling one costs more than running it.
  jit: 'off',
  log_checkpoints: 'off',
};

/** The server forgets what it confirmed if the machine dies. For tests of what is not durability, asked for by name. */
export const undurableSettings: Readonly<Record<string, string>> = {
  fsync: 'off',
  full_page_writes: 'off',
  synchronous_commit: 'off',
};
