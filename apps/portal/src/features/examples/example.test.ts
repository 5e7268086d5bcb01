import { describe, expect, test } from '@jest/globals';
import { parse } from 'graphql';
import { parseExamples } from './example.ts';
import { templates } from './templates.ts';

describe('parseExamples', () => {
  test('gives nothing for what is no list', () => {
    expect(parseExamples({ error: 'not here' }, new Map())).toEqual([]);
  });

  test('reads an example of the gateway, with the explanation known for its id', () => {
    const about = { ja: '説明', en: 'About' };
    const examples = parseExamples(
      [
        {
          id: 'four-items',
          titleJa: '検索',
          titleEn: 'Search',
          operator: 'toyonaka-clerk',
          purpose: 'juki-b6-2',
          case: 'R8-1',
          query: '{ a }',
          variables: { key: 1 },
        },
        { id: 'broken' },
      ],
      new Map([['four-items', about]]),
    );
    expect(examples).toEqual([
      {
        id: 'four-items',
        title: { ja: '検索', en: 'Search' },
        about,
        operator: 'toyonaka-clerk',
        purposeId: 'juki-b6-2',
        caseNumber: 'R8-1',
        query: '{ a }',
        variables: '{\n  "key": 1\n}',
      },
    ]);
  });
});

describe('templates', () => {
  test.each(templates.map((template) => [template.id, template] as const))(
    '%s parses and carries no value',
    (_, template) => {
      expect(() => parse(template.query)).not.toThrow();
      expect(template.variables.match(/: "([^"]+)"/)).toBeNull();
      expect(template.query).not.toMatch(/"/);
    },
  );

  test('have an id each', () => {
    expect(new Set(templates.map(({ id }) => id)).size).toBe(templates.length);
  });
});
