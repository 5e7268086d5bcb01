import { describe, expect, test } from '@jest/globals';
import { errorCatalogue, JukiError } from './index.ts';

describe('an error of the system', () => {
  test('carries its code, its message and the entry of the catalogue', () => {
    const error = new JukiError('PURPOSE_MISSING', 'State a purpose.');
    expect(error).toBeInstanceOf(Error);
    expect(error).toMatchObject({
      name: 'JukiError',
      code: 'PURPOSE_MISSING',
      message: 'State a purpose.',
      details: {},
    });
    expect(error.entry).toBe(errorCatalogue.PURPOSE_MISSING);
  });

  test('keeps details for a program and the cause for the operator', () => {
    const cause = new Error('connection reset');
    const error = new JukiError('SNAPSHOT_MISMATCH', 'Deploy one build.', { details: { own: 'a' }, cause });
    expect(error.details).toEqual({ own: 'a' });
    expect(error.cause).toBe(cause);
  });

  test('has no cause at all where none was given, so that a log does not say "caused by undefined"', () => {
    expect(new JukiError('INTERNAL', 'x')).not.toHaveProperty('cause');
    expect(new JukiError('INTERNAL', 'x', { cause: null })).toHaveProperty('cause', null);
  });

  test('does not write its cause when it is written as text or JSON', () => {
    const error = new JukiError('INTERNAL', 'A fault.', { cause: new Error('password=secret') });
    expect(String(error)).toBe('JukiError: A fault.');
    expect(JSON.stringify(error)).not.toContain('secret');
  });
});
