import { createHash } from 'node:crypto';
import { mkdirSync, readdirSync, readFileSync, renameSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { parse } from 'yaml';
import type { Catalogue } from './catalogue.ts';
import type { Profile } from './parse/parse-agencies.ts';
import { parseCatalogue } from './parse-catalogue.ts';

const ownDirectory = fileURLToPath(new URL('../catalogue/', import.meta.url));
const compiledFile = fileURLToPath(new URL('../generated/catalogue.json', import.meta.url));
const single = ['items', 'laws', 'kinds', 'links', 'agencies'] as const;
const folders = ['provisions', 'purposes'] as const;
const sha256 = (text: string) => createHash('sha256').update(text, 'utf8').digest('hex');

/** Which profile to read for, and from where: a body with a catalogue of its own gives its directory. */
export interface ReadOptions {
  readonly profile: Profile;
  readonly directory?: string;
}

/** The content of the YAML files, unchecked: for tools and tests that change something before parsing. */
export function readRawCatalogue(directory: string = ownDirectory): Record<string, unknown> {
  const raw: Record<string, unknown> = {};
  for (const name of single) raw[name] = readYaml(join(directory, `${name}.yaml`));
  for (const folder of folders) raw[folder] = yamlFiles(join(directory, folder)).map(readYaml);
  return raw;
}

/** Reads and checks the catalogue from its YAML files: about 300 ms. */
export function readCatalogue(options: ReadOptions): Catalogue {
  return parseCatalogue(readRawCatalogue(options.directory), { hash: sha256, profile: options.profile });
}

/**
 * Loads the compiled catalogue, checked again in full, in a few tens of milliseconds; reads the YAML files where the
 * compiled file is absent or older than one of them. Both ways give the same content and the same hash.
 */
export function loadCatalogue(options: { readonly profile: Profile }): Catalogue {
  if (!compiledIsFresh()) return readCatalogue(options);
  const raw: unknown = JSON.parse(readFileSync(compiledFile, 'utf8'));
  return parseCatalogue(raw, { hash: sha256, profile: options.profile });
}

/** Compiles the YAML files into `generated/catalogue.json`; refuses what does not parse. Returns the content hash. */
export function compileCatalogue(): string {
  const raw = readRawCatalogue();
  const { contentHash } = parseCatalogue(raw, { hash: sha256, profile: 'development' });
  mkdirSync(dirname(compiledFile), { recursive: true });
  // Renamed into place: a process that starts meanwhile never reads half a file.
  const draft = `${compiledFile}.${process.pid}`;
  writeFileSync(draft, JSON.stringify(raw));
  renameSync(draft, compiledFile);
  return contentHash;
}

function readYaml(file: string): unknown {
  return parse(readFileSync(file, 'utf8'));
}

function yamlFiles(directory: string): string[] {
  const names = readdirSync(directory).filter((name) => name.endsWith('.yaml'));
  return names.sort().map((name) => join(directory, name));
}

function compiledIsFresh(): boolean {
  const compiled = statSync(compiledFile, { throwIfNoEntry: false });
  if (compiled === undefined) return false;
  const sources = [
    ...single.map((name) => join(ownDirectory, `${name}.yaml`)),
    ...folders.flatMap((folder) => [join(ownDirectory, folder), ...yamlFiles(join(ownDirectory, folder))]),
  ];
  return sources.every((file) => statSync(file).mtimeMs <= compiled.mtimeMs);
}
