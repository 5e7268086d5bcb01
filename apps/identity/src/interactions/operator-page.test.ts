import { describe, expect, test } from '@jest/globals';
import { operators } from '@juki/directory';
import { operatorPage } from './operator-page.ts';

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
