import { describe, expect, test } from '@jest/globals';
import { readCatalogue } from '@juki/legal-basis/files';
import { findOperator } from './find-operator.ts';
import { machines } from './machines.ts';
import { operators } from './operators.ts';

describe('the directory', () => {
  test('names every operator once', () => {
    expect(new Set(operators.map(({ id }) => id)).size).toBe(operators.length);
  });

  test('gives a certificate to residents and to nobody else', () => {
    const kinds = operators.filter(({ certificate }) => certificate !== null).map(({ kind }) => kind);
    expect(new Set(kinds)).toEqual(new Set(['resident']));
    expect(operators.filter(({ kind }) => kind === 'resident')).toHaveLength(kinds.length);
  });

  test('finds by exact id only', () => {
    expect(findOperator('analyst')?.agency).toBe('sandbox');
    expect([findOperator('Analyst'), findOperator('constructor')]).toEqual([undefined, undefined]);
  });

  test('places everybody in an agency of the register', () => {
    const { agencies } = readCatalogue({ profile: 'development' });
    const known = new Set<string>(agencies.keys());
    expect([...operators, ...machines].filter(({ agency }) => !known.has(agency))).toEqual([]);
  });

  test('gives every agency of the network one machine of its own name, and no machine to anybody else', () => {
    const { agencies } = readCatalogue({ profile: 'development' });
    const network = [...agencies.values()].filter(({ tier }) => tier === 'network').map(({ id }) => String(id));
    expect(machines.map(({ id }) => id).sort()).toEqual(network.sort());
    expect(machines.every(({ id, agency }) => id === agency)).toBe(true);
  });
});
