import { describe, expect, test } from '@jest/globals';
import { authorised, fourItems, search } from '../../testing/authorised-operation.ts';

const variables = fourItems;
const source = ({ decision }: Awaited<ReturnType<typeof authorised>>) => decision.source.replaceAll(/\s+/g, ' ').trim();

describe('what is planned', () => {
  test('is the operation without what the purpose does not open', async () => {
    const { decision } = await authorised(search('name residentCode individualNumber'), { variables });
    expect(decision.source).not.toMatch(/residentCode|individualNumber/);
    expect(decision.withheld.map(({ coordinate }) => coordinate)).toEqual([
      'PrefecturalRecord.individualNumber',
      'PrefecturalRecord.residentCode',
    ]);
  });

  test('is the whole of it under a purpose that opens all', async () => {
    const headers = { purpose: ['juki-b5-6'] };
    const asked = { variables, headers, token: { agency: 'osaka-passport' } };
    expect((await authorised(search('name residentCode'), asked)).decision.withheld).toEqual([]);
  });

  test('does not depend on aliases, fragments, order of writing or conditions that hold', async () => {
    const plain = await authorised(search('name'), { variables });
    const dressed = [
      '... on PrefecturalRecord { name }',
      'name @include(if: true)',
      '... { ... { name @skip(if: false) } }',
      'name name',
      '... on IdentityRecord { ... on PrefecturalRecord { name } } residentCode @include(if: false)',
    ];
    for (const selection of dressed) {
      expect(source(await authorised(search(selection), { variables }))).toBe(source(plain));
    }
  });
});

test('a closed key of a search closes the search', async () => {
  const { decision } = await authorised(search('name'), { variables: { key: { residentCode: null } } });
  expect(decision.source).not.toContain('prefecturalSearch');
  expect(decision.withheld.map(({ coordinate }) => coordinate)).toEqual(['PrefecturalSearchKey.residentCode']);
});

describe('the header Juki-On-Withheld', () => {
  test('refuse refuses the whole operation, quoting the article, where a part is closed', async () => {
    const headers = { onWithheld: ['refuse'] };
    expect((await authorised(search('name'), { variables, headers })).decision.verdict).toBe('unchanged');
    await expect(authorised(search('name residentCode'), { variables, headers })).rejects.toThrow(
      /整備法22条7項.*PrefecturalRecord\.residentCode is closed/,
    );
  });

  test.each([[['filter']], [['refuse', 'refuse']], [['Refuse']]])('with %j is refused', async (onWithheld) => {
    await expect(authorised(search('name'), { variables, headers: { onWithheld } })).rejects.toThrow('one value');
  });
});
