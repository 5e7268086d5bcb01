import { describe, expect, test } from '@jest/globals';
import { errorCatalogue } from '@juki/errors';
import { refusalWords, wordsForCode } from '../../lib/refusal-words.ts';
import { outcomeOf } from './outcome.ts';
import { reasonWords } from './reason-words.ts';

const article = {
  ja: '行政手続における特定の個人を識別するための番号の利用等に関する法律9条',
  en: 'My Number Act, Art. 9',
};
const withheld = {
  message: 'withheld',
  extensions: {
    code: 'WITHHELD',
    coordinate: 'PrefecturalRecord.individualNumber',
    reason: 'NO_BASIS_FOR_PURPOSE',
    provisions: [{ id: 'bango-9', ...article, uncertain: false }],
  },
};
const answer = {
  prefecturalSearch: { people: [{ prefecturalRecord: { name: '豊中 花子', individualNumber: null, alias: null } }] },
};

describe('outcomeOf', () => {
  test.each([
    [200, undefined],
    [200, null],
    [502, 'Bad gateway'],
    [200, {}],
    [200, []],
  ])('cannot read %p %p', (status, body) => {
    expect(outcomeOf(status, body)).toEqual({ kind: 'fault', fault: 'unreadable' });
  });

  test('asks to sign in again when the token is not accepted', () => {
    expect(outcomeOf(401, 'whatever')).toEqual({ kind: 'fault', fault: 'signed-out' });
    expect(outcomeOf(200, { errors: [{ message: '', extensions: { code: 'UNAUTHENTICATED' } }] })).toEqual({
      kind: 'fault',
      fault: 'signed-out',
    });
  });

  test('quotes the article of what was withheld, and tells it from what is simply empty', () => {
    expect(outcomeOf(200, { data: answer, errors: [withheld] })).toEqual({
      kind: 'answered',
      withheld: [
        { coordinate: 'PrefecturalRecord.individualNumber', reason: 'NO_BASIS_FOR_PURPOSE', citations: [article] },
      ],
      refusals: [],
      request: null,
      people: [
        {
          records: ['prefecturalRecord'],
          rows: [
            { field: 'name', cells: [{ kind: 'value', text: '豊中 花子' }], differs: false },
            { field: 'individualNumber', cells: [{ kind: 'withheld' }], differs: false },
            { field: 'alias', cells: [{ kind: 'empty' }], differs: false },
          ],
        },
      ],
    });
  });

  test('is refused when there is no data, with code, article and correlation id', () => {
    const error = {
      message: 'No purpose.',
      extensions: { code: 'PURPOSE_MISSING', articles: [article], correlation: 'c-1' },
    };
    expect(outcomeOf(403, { errors: [error] })).toEqual({
      kind: 'refused',
      refusals: [{ code: 'PURPOSE_MISSING', message: 'No purpose.', citations: [article], correlation: 'c-1' }],
    });
  });

  test('keeps the withheld coordinates as grounds when the whole is refused', () => {
    expect(outcomeOf(403, { data: null, errors: [withheld] })).toMatchObject({
      kind: 'refused',
      refusals: [{ code: 'WITHHELD', message: 'PrefecturalRecord.individualNumber' }],
    });
  });

  test('an empty search found nobody; an operation without a search says nothing of people', () => {
    expect(outcomeOf(200, { data: { s: { people: [] } } })).toMatchObject({ people: [] });
    expect(outcomeOf(200, { data: { __typename: 'Query' } })).toMatchObject({ people: null });
  });

  test('shows whom the agency found behind the second hop, with what it withheld', () => {
    const elsewhere = { purpose: 'juki-b3-5-2', records: [{ name: '原田 直美', individualNumber: null }] };
    const closed = {
      ...withheld,
      extensions: { ...withheld.extensions, coordinate: 'NationalInquiryRecord.individualNumber' },
    };
    expect(outcomeOf(200, { data: { s: { people: [], elsewhere } }, errors: [closed] })).toMatchObject({
      people: [
        {
          records: ['inquiryRecord'],
          rows: [
            { field: 'name', cells: [{ kind: 'value', text: '原田 直美' }] },
            { field: 'individualNumber', cells: [{ kind: 'withheld' }] },
          ],
        },
      ],
    });
    expect(outcomeOf(200, { data: { s: { people: [], elsewhere: null } } })).toMatchObject({ people: [] });
  });

  test('tells the number under which the request is recorded', () => {
    expect(outcomeOf(200, { data: {}, extensions: { juki: { request: 'r-1' } } })).toMatchObject({ request: 'r-1' });
  });

  test('lays records side by side and marks where they differ, whatever was not asked', () => {
    const data = {
      nationalSearch: {
        people: [
          { municipalRecord: { name: 'A', address: 'X' }, nationalRecord: { name: 'A', address: 'Y', sex: '女' } },
        ],
      },
    };
    expect(outcomeOf(200, { data })).toMatchObject({
      people: [
        {
          records: ['municipalRecord', 'nationalRecord'],
          rows: [
            { field: 'name', differs: false },
            { field: 'address', differs: true },
            { field: 'sex', differs: false, cells: [{ kind: 'not-asked' }, { kind: 'value' }] },
          ],
        },
      ],
    });
  });
});

describe('words', () => {
  test('an unknown reason is named', () => {
    expect(reasonWords('SOMETHING_NEW').ja).toBe('不開示（SOMETHING_NEW）');
    expect(reasonWords('constructor').en).toBe('Withheld (constructor)');
  });

  test('an unknown code has none', () => {
    expect(wordsForCode('toString')).toBeNull();
    expect(wordsForCode(null)).toBeNull();
  });

  test('every code with words is one of the catalogue or of Apollo Server', () => {
    const apollo = ['GRAPHQL_PARSE_FAILED', 'GRAPHQL_VALIDATION_FAILED', 'BAD_USER_INPUT'];
    const strangers = Object.keys(refusalWords).filter(
      (code) => !Object.hasOwn(errorCatalogue, code) && !apollo.includes(code),
    );
    expect(strangers).toEqual([]);
  });
});
