import { expect, test } from '@jest/globals';
import { faultCodes } from '@juki/change-notification';
import { readTypeDefs } from '@juki/subgraph-runtime';
import { adviceFor } from './advice.ts';

test.each(['municipal', 'prefectural', 'national'])('the %s graph knows every fault, and no other', (tier) => {
  const modules = new URL(`../../../../${tier}/src/modules/`, import.meta.url);
  const { definitions } = readTypeDefs(modules, ['change-notifications']);
  const values = definitions.flatMap((one) =>
    one.kind === 'EnumTypeDefinition' && one.name.value === 'ChangeFaultCode' ? (one.values ?? []) : [],
  );
  expect(values.map(({ name }) => name.value).sort()).toEqual(Object.keys(faultCodes).sort());
});

test('a clerk is told what to do about every fault that a file above has found', () => {
  const general = adviceFor([]);
  for (const [code, { check }] of Object.entries(faultCodes)) {
    const isOfForm = check === 'format';
    expect([code, adviceFor([code as keyof typeof faultCodes]) === general]).toEqual([code, isOfForm]);
  }
});
