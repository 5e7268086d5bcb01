import { describe, expect, test } from '@jest/globals';
import { readEnvironment } from './environment.ts';

describe('the environment', () => {
  test('needs nothing', () => {
    expect(readEnvironment({})).toEqual({ profile: 'development', port: undefined, language: 'en', inherited: {} });
  });

  test.each([
    ['ja_JP.UTF-8', 'ja'],
    ['ja', 'ja'],
    ['jam_JM', 'en'],
    ['C.UTF-8', 'en'],
  ])('LANG %s speaks %s', (LANG, language) => {
    expect(readEnvironment({ LANG }).language).toBe(language);
    expect(readEnvironment({ LANG: 'de_DE', LC_ALL: LANG }).language).toBe(language);
  });

  test('hands on PATH, HOME and TZ, and nothing that could configure a service', () => {
    const { inherited, port } = readEnvironment({
      PATH: '/bin',
      HOME: '/root',
      TZ: 'UTC',
      PORT: '5000',
      JUKI_KEYS: '/k',
    });
    expect(inherited).toEqual({ PATH: '/bin', HOME: '/root', TZ: 'UTC' });
    expect(port).toBe(5000);
  });

  test.each([{ PORT: '0' }, { PORT: 'http' }, { PORT: '70000' }, { JUKI_PROFILE: 'production' }])(
    'refuses %j',
    (variables) => {
      expect(() => readEnvironment(variables)).toThrow(expect.objectContaining({ name: 'UsageFault' }));
    },
  );
});
