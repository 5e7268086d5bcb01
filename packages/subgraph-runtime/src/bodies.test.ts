import { expect, test } from '@jest/globals';
import { createBodies } from './bodies.ts';

const bodies = createBodies(['270008', '400009']);

test('a scope belongs to the body that it names, a prefecture to the body with its two digits', () => {
  expect(bodies.ofScope({ reach: 'own-prefecture', prefecture: '40' })).toBe('400009');
  expect(createBodies(['272035', '272051']).ofScope({ reach: 'own-municipality', municipality: '272051' })).toBe(
    '272051',
  );
});

test('a municipality that this process does not host leaves its trace with its prefecture', () => {
  expect(bodies.ofScope({ reach: 'own-municipality', municipality: '402036' })).toBe('400009');
  expect(createBodies(['272035']).ofScope({ reach: 'own-municipality', municipality: '272051' })).toBe('272035');
});

test('a scope that names no body here belongs to the default body', () => {
  expect(bodies.ofScope({ reach: 'nationwide' })).toBe('270008');
  expect(bodies.ofScope({ reach: 'outside-prefecture', prefecture: '40' })).toBe('270008');
  expect(bodies.ofScope({ reach: 'own-prefecture', prefecture: '13' })).toBe('270008');
  expect(bodies.ofScope({ reach: 'own-municipality', municipality: '131016' })).toBe('270008');
});
