import { expect, test } from '@jest/globals';
import { OperationTypeNode } from 'graphql';
import { boundRequest } from '../../testing/bound-request.ts';
import { catalogue } from '../../testing/test-policy.ts';
import { assertPerson } from './assert-person.ts';

const { MUTATION, QUERY } = OperationTypeNode;
const biometric = { acr: 'urn:juki:acr:two-factor-biometric' };
const erasure = { purpose: ['juki-retention-prefectural'], case: [] };
const keeper = { operator: 'osaka-network-manager', agency: 'osaka-network', ...biometric };
const analyst = { operator: 'analyst', agency: 'sandbox' };

test('an affair of two people takes mutations of people of the body', async () => {
  const bound = await boundRequest({ token: keeper, headers: erasure });
  expect(() => assertPerson(bound, MUTATION)).not.toThrow();
});

test.each([
  ['the sandbox', analyst],
  ['a program with a strong login', { ...keeper, kind: 'system' } as const],
])('%s is neither of the two', async (_who, token) => {
  const bound = await boundRequest({ token, headers: erasure });
  expect(() => assertPerson(bound, MUTATION)).toThrow(/two people/);
  expect(() => assertPerson(bound, QUERY)).not.toThrow();
});

test('other affairs are as they were', async () => {
  const bound = await boundRequest({ token: analyst, headers: { purpose: ['municipal-register'], case: [] } });
  expect(() => assertPerson(bound, MUTATION)).not.toThrow();
});

test('no affair of two people is given to machines', () => {
  const two = [...catalogue.purposes.values()].filter(({ obligations }) => obligations.includes('second-approver'));
  expect(two.map(({ id }) => id)).toContain('juki-retention-national');
  expect(two.filter(({ callerTiers }) => callerTiers.includes('network'))).toEqual([]);
});
