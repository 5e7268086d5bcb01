// Some registries do not mirror the builds of a package for other platforms. npm then leaves those optional packages
// out of the lock, and `npm ci` refuses a lock that lacks them. This adds the entries that npm itself would have
// written: version, os, cpu. Run it after `npm install`; with --check it only says whether something is missing.
import { readFileSync, writeFileSync } from 'node:fs';
import { root } from './run-quietly.mjs';

/** @type {Record<string, string>} */
const systems = {
  android: 'android',
  darwin: 'darwin',
  linux: 'linux',
  win32: 'win32',
  windows: 'win32',
  freebsd: 'freebsd',
  openbsd: 'openbsd',
  netbsd: 'netbsd',
  sunos: 'sunos',
  aix: 'aix',
  openharmony: 'openharmony',
};
/** @type {Record<string, string>} */
const processors = {
  x64: 'x64',
  64: 'x64',
  arm64: 'arm64',
  arm: 'arm',
  ia32: 'ia32',
  ppc64: 'ppc64',
  s390x: 's390x',
  riscv64: 'riscv64',
  loong64: 'loong64',
  mips64el: 'mips64el',
  wasm32: 'wasm32',
};

const file = `${root}package-lock.json`;
const lock = JSON.parse(readFileSync(file, 'utf8'));
const missing = [];
for (const [at, { dev, optionalDependencies = {} }] of Object.entries(lock.packages)) {
  for (const [name, range] of Object.entries(optionalDependencies)) {
    if (lock.packages[`${at}/node_modules/${name}`] || lock.packages[`node_modules/${name}`] || !/^\d/.test(range))
      continue;
    const words = (name.split('/').at(-1) ?? '').split('-');
    const os = words.map((/** @type {string} */ word) => systems[word]).find(Boolean);
    const cpu = words.map((/** @type {string} */ word) => processors[word]).find(Boolean);
    if (!os && !cpu) continue;
    missing.push(name);
    lock.packages[`node_modules/${name}`] = {
      version: range,
      ...(cpu && { cpu: [cpu] }),
      ...(dev && { dev: true }),
      ...(/musl/.test(name) && { libc: ['musl'] }),
      optional: true,
      ...(os && { os: [os] }),
    };
  }
}
const addresses = Object.values(lock.packages).filter(({ resolved }) => /^https?:/.test(resolved ?? '')).length;
if (process.argv.includes('--check')) {
  if (missing.length > 0 || addresses > 0) {
    console.error(
      `package-lock.json lacks ${missing.length} entries and names ${addresses} download addresses; run node packages/config/bin/complete-lock.mjs`,
    );
    process.exit(1);
  }
} else {
  for (const entry of Object.values(lock.packages)) if (/^https?:/.test(entry.resolved ?? '')) delete entry.resolved;
  lock.packages = Object.fromEntries(Object.entries(lock.packages).sort(([a], [b]) => (a < b ? -1 : 1)));
  writeFileSync(file, `${JSON.stringify(lock, null, 2)}\n`);
  console.log(`${missing.length} entries added`);
}
