import { describe, expect, test } from '@jest/globals';
import { findOperator } from '../accounts/find-operator.ts';
import { operatorPage } from '../interactions/operator-page.ts';
import { operators } from './operators.ts';

describe('the directory', () => {
  test('names every operator once', () => {
    expect(new Set(operators.map(({ id }) => id)).size).toBe(operators.length);
  });

  test('gives a certificate to residents and to nobody else', () => {
    expect(operators.filter(({ certificate }) => certificate !== null).map(({ kind }) => kind)).toEqual(['resident']);
  });

  test('finds by exact id only', () => {
    expect(findOperator('analyst')?.agency).toBe('sandbox');
    expect([findOperator('Analyst'), findOperator('constructor')]).toEqual([undefined, undefined]);
  });
});

describe('the page', () => {
  const page = operatorPage({ action: '/x"><b>', clientName: '<i>', clientOrigin: 'http://a', hint: undefined });

  test('shows everybody, with each way of logging in', () => {
    const ways = operators.flatMap(({ id, strengths }) => strengths.map((strength) => `value="${id} ${strength}"`));
    expect(ways.filter((way) => !page.includes(way))).toEqual([]);
  });

  test('escapes what comes from a request', () => {
    expect(page).not.toMatch(/<i>|"><b>/);
  });

  test('loads nothing from elsewhere and runs no script', () => {
    expect(page).not.toMatch(/<script|style="|\son\w+=|(?:src|href)="(?!\/)/);
  });
});
