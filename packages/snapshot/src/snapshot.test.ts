import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from '@jest/globals';
import { createPolicy, prove } from '@juki/authorisation';
import { readCatalogue } from '@juki/legal-basis/files';
import { matrixPermits } from '@juki/schema-directives';
import { buildASTSchema, parse, printSchema } from 'graphql';
import { compileSnapshot } from './compile-snapshot.ts';
import { composeSupergraph, examine } from './compose-supergraph.ts';
import { parseMatrix } from './parse-matrix.ts';
import { readSnapshot } from './read-snapshot.ts';
import { readSubgraphs } from './read-subgraphs.ts';
import { snapshotFiles } from './snapshot-files.ts';

const catalogue = readCatalogue({ profile: 'development' });
const subgraphs = readSubgraphs();
const { supergraphSdl } = composeSupergraph({ subgraphs, catalogue });
const directory = mkdtempSync(join(tmpdir(), 'juki-snapshot-'));
const files = { supergraph: join(directory, 's'), matrix: join(directory, 'm'), snapshot: join(directory, 'i') };

function write(compiled = compileSnapshot(supergraphSdl, catalogue)) {
  writeFileSync(files.supergraph, supergraphSdl);
  writeFileSync(files.matrix, compiled.matrix);
  writeFileSync(files.snapshot, compiled.snapshot);
}
afterAll(() => rmSync(directory, { recursive: true }));

describe('the three tiers', () => {
  test('pass the gate, and compose to what is committed', () => {
    expect(readFileSync(snapshotFiles.supergraph, 'utf8').endsWith(`\n${supergraphSdl}\n`)).toBe(true);
  });
  test('do not pass it without a rule, whichever of their rules is taken away', () => {
    const [first, ...others] = subgraphs;
    const places = [...(first?.sdl ?? '').matchAll(/\n.*: .*@structural\(reason: "[^"]*"\)\n/g)];
    expect(places.length).toBeGreaterThan(0);
    for (const { 0: line, index } of places.slice(0, 3)) {
      const sdl = `${first?.sdl.slice(0, index)}${line.replace(/@structural\(.*\)/, '')}${first?.sdl.slice(index + line.length)}`;
      const { refusals } = examine({
        subgraphs: [{ name: 'municipal', url: 'http://municipal', sdl }, ...others],
        catalogue,
      });
      expect(refusals).not.toEqual([]);
    }
  });
  test('widen no purpose by joining: what two of them close stays closed with the third', () => {
    const matrixOf = (names: readonly string[]) => {
      const some = subgraphs.filter(({ name }) => names.includes(name));
      return parseMatrix(
        JSON.parse(compileSnapshot(composeSupergraph({ subgraphs: some, catalogue }).supergraphSdl, catalogue).matrix),
      );
    };
    const [two, three] = [matrixOf(['municipal', 'prefectural']), matrixOf(['municipal', 'prefectural', 'national'])];
    // What an interface opens is what its types open, and a new type may open more of it.
    const own = two.coordinates.filter((coordinate) => !coordinate.startsWith('IdentityRecord.'));
    expect(own.length).toBeGreaterThan(80);
    for (const purpose of Object.keys(two.purposes)) {
      for (const ordinance of [false, true]) {
        const ask = { purpose, date: '2026-11-20', ordinance, secondHopOf: null };
        const wider = own.filter((at) => matrixPermits(three, ask, at) !== matrixPermits(two, ask, at));
        expect([purpose, wider]).toEqual([purpose, []]);
      }
    }
  });
  test('open nothing without a basis in force: the proof over every purpose, span and coordinate', () => {
    write();
    const { ruleBook, hash } = readSnapshot({ profile: 'development', files, catalogue });
    const schema = buildASTSchema(parse(supergraphSdl), { assumeValidSDL: true });
    const proof = prove({ policy: createPolicy({ ruleBook, catalogue, snapshot: hash }), schema });
    expect(proof.faults).toEqual([]);
    expect(proof.rulings).toBeGreaterThan(100_000);
  }, 180_000);
});

describe('a snapshot on disk', () => {
  test('is read back as it was compiled', () => {
    write();
    const { hash, matrix } = readSnapshot({ profile: 'development', files, catalogue });
    expect(hash).toBe(compileSnapshot(supergraphSdl, catalogue).hash);
    const ask = (date: string, coordinate: string) =>
      matrixPermits(matrix, { purpose: 'juki-b6-2', date, ordinance: false, secondHopOf: null }, coordinate);
    expect(ask('2026-11-20', 'PrefecturalRecord.name')).toBe(true);
    expect(ask('2026-11-20', 'PrefecturalRecord.individualNumber')).toBe(false);
    expect(ask('2026-11-20', 'MunicipalRecord.name')).toBe(false);
  });
  test('shows callers their schema: no rule, no key', async () => {
    write();
    const { clientSchema } = readSnapshot({ profile: 'development', files, catalogue });
    const schema = await clientSchema();
    expect(await clientSchema()).toBe(schema);
    const shown = printSchema(schema);
    expect(shown).toMatch('type PrefecturalRecord');
    expect(shown).not.toMatch(/legalBasis|structural|\bref\b|join__/);
  });
  test('is refused when its parts are not of one build', () => {
    const compiled = compileSnapshot(supergraphSdl, catalogue);
    const read = () => readSnapshot({ profile: 'development', files, catalogue });
    write({ ...compiled, matrix: compiled.matrix.replace('"version":1', '"version": 1') });
    expect(read).toThrow('not of one build');
    write({ ...compiled, snapshot: compileSnapshot(`${supergraphSdl}\n`, catalogue).snapshot });
    expect(read).toThrow('not of one build');
    write({ ...compiled, snapshot: '{}' });
    expect(read).toThrow('not of one build');
    write();
    expect(() =>
      readSnapshot({ profile: 'development', files, catalogue: { ...catalogue, contentHash: 'other' } }),
    ).toThrow('not of one build');
    expect(read).not.toThrow();
  });
  test('is refused when it was never compiled', () => {
    expect(() =>
      readSnapshot({ profile: 'development', files: { ...files, matrix: join(directory, 'none') }, catalogue }),
    ).toThrow('not compiled');
  });
  test('is refused when its matrix is no matrix', () => {
    const broken = [
      null,
      {},
      { version: 2 },
      { version: 1, coordinates: [1] },
      { version: 1, coordinates: [], sets: [], purposes: { p: { reach: 'self', spans: [{}] } } },
    ];
    for (const value of broken) expect(() => parseMatrix(value)).toThrow('matrix is broken');
  });
  test('is not compiled from an empty policy', () => {
    expect(() => compileSnapshot(supergraphSdl, { ...catalogue, purposes: new Map() })).toThrow('no purposes');
  });
});
