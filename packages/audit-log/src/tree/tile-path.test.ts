import { expect, test } from '@jest/globals';
import fc from 'fast-check';
import { parseTilePath, tilePath, tileWidthIn } from './tile-path.ts';

test.each([
  [{ level: 0, n: 1234067, width: 256 }, 'tile/0/x001/x234/067'],
  [{ level: 0, n: 273, width: 112 }, 'tile/0/273.p/112'],
  [{ level: 2, n: 0, width: 1 }, 'tile/2/000.p/1'],
  [{ level: 'entries' as const, n: 1000, width: 256 }, 'tile/entries/x001/000'],
])('writes %j as %s', (address, path) => {
  expect(tilePath(address)).toBe(path);
});

test('reads every path that it writes', () => {
  const address = fc.record({
    level: fc.oneof(fc.constant('entries' as const), fc.nat(63)),
    n: fc.nat(),
    width: fc.integer({ min: 1, max: 256 }),
  });
  fc.assert(fc.property(address, (made) => expect(parseTilePath(tilePath(made))).toEqual(made)));
});

test.each([
  ['tile/64/000'],
  ['tile/00/000'],
  ['tile/0/0'],
  ['tile/0/x000/000'],
  ['tile/0/001/000'],
  ['tile/0/000.p/256'],
  ['tile/0/000.p/0'],
  ['tile/0/000.p/01'],
  ['tile/0/000/'],
  ['tile/entries/../checkpoint'],
])('does not read %s', (path) => {
  expect(parseTilePath(path)).toBeNull();
});

test('a tree of 70,000 has the tiles of the specification', () => {
  expect(tileWidthIn(70_000, 0, 272)).toBe(256);
  expect(tileWidthIn(70_000, 0, 273)).toBe(112);
  expect(tileWidthIn(70_000, 1, 1)).toBe(17);
  expect(tileWidthIn(70_000, 2, 0)).toBe(1);
  expect(tileWidthIn(70_000, 3, 0)).toBe(0);
  expect(tileWidthIn(256, 1, 0)).toBe(1);
});
