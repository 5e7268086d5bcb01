import { existsSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { recordsOf, startTestSystem, type TestSystem } from '@juki/testing';
import { type Browser, chromium, type Page } from 'playwright-core';
import { cast } from './people.ts';

// cspell:ignore weberror

/** The page for people, in a real browser, with the real identity provider: what an officer sees and presses. */

const browserProgram = '/usr/bin/chromium';
const hanako = cast.toyonakaMover.latest;

if (!existsSync(browserProgram)) {
  console.warn('LEFT OUT: the page in a browser needs chromium (Debian: chromium).');
  test.skip('the page in a browser needs chromium', () => undefined);
} else {
  let system: TestSystem;
  let browser: Browser;
  let page: Page;
  let pictures: string;
  /** Everything that must stay empty: requests to elsewhere, breaches of the page's policy, errors. */
  const elsewhere: string[] = [];
  const violations: string[] = [];
  const complaints: string[] = [];

  beforeAll(async () => {
    system = await startTestSystem();
    pictures = await mkdtemp(join(tmpdir(), 'juki-portal-'));
    browser = await chromium.launch({
      executablePath: browserProgram,
      args: [
        '--headless',
        '--no-sandbox',
        '--disable-gpu',
        '--disable-dev-shm-usage',
        '--disable-background-networking',
        // What asks for another address finds none, so that nothing leaves the machine while this runs.
        '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
      ],
    });
    const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: 'ja-JP' });
    await context.grantPermissions(['clipboard-read', 'clipboard-write'], { origin: system.gateway });
    context.on('request', (request) => {
      const { protocol, hostname } = new URL(request.url());
      if (protocol !== 'data:' && hostname !== '127.0.0.1') elsewhere.push(request.url());
    });
    context.on('console', (message) => {
      // Chromium itself tells of every answer with an error status; a refusal is one, and is looked at as an answer.
      const isRefusal = /^Failed to load resource: .* status of 403/.test(message.text());
      const isBad = message.type() === 'error' || message.type() === 'warning';
      if (isBad && !isRefusal) complaints.push(message.text());
    });
    context.on('weberror', (fault) => complaints.push(String(fault.error())));
    await context.exposeFunction('reportViolation', (text: string) => void violations.push(text));
    await context.addInitScript(`addEventListener('securitypolicyviolation', (event) =>
      reportViolation(event.violatedDirective + ' ' + event.blockedURI));`);
    page = await context.newPage();
    page.setDefaultTimeout(10_000);
  }, 120_000);
  afterAll(async () => {
    await browser?.close();
    await system?.remove();
  }, 30_000);

  const at = (id: string) => page.getByTestId(id);
  const picture = (name: string) => page.screenshot({ path: join(pictures, `${name}.png`) });
  const chooseOperator = (id: string) => page.locator(`button.person[value^="${id} "]`).click();
  const verdict = async (wanted: string) => {
    await page.locator(`[data-testid="verdict"][data-verdict="${wanted}"]`).first().waitFor();
  };
  const choosePurpose = async (id: string, word: string) => {
    await at('purpose-picker').click();
    await at('purpose-picker').fill(word);
    await picture(`picker-${id}`);
    await at(`purpose-${id}`).click();
  };
  const run = async (wanted: string) => {
    await at('run').first().click();
    await verdict(wanted).catch(async (fault: unknown) => {
      await picture('not-as-wanted');
      throw fault;
    });
  };
  const shown = (id: string) => at(id).first().textContent();

  describe('the officer of the board of education', () => {
    test('signs in at the identity provider and comes back', async () => {
      await page.goto(system.gateway);
      await at('sign-in').waitFor();
      await picture('1-landing');
      await at('sign-in').click();
      await page.waitForURL(`${system.issuer}/**`);
      await picture('2-operators');
      await chooseOperator('osaka-education-officer');
      await at('workbench').waitFor();
      expect(new URL(page.url()).origin).toBe(system.gateway);
      await picture('3-workbench');
    }, 30_000);

    test('states the purpose and the ledger number, runs the ready-made query, and sees name and the articles', async () => {
      await at('example-withheld-numbers').click();
      await choosePurpose('juki-b6-2', '別表第六');
      await at('ledger-number').fill('R8-0001');
      await run('partly');
      await picture('4-partly');
      expect(await shown('row-name')).toContain(hanako.name);
      expect(await shown('withheld-PrefecturalRecord.residentCode')).toContain('整備法22条7項');
      expect(await shown('withheld-PrefecturalRecord.individualNumber')).toMatch(/番号法9条/);
      expect(await page.content()).not.toContain(hanako.residentCode);
    }, 30_000);

    test('finds its access in the log by the number that the page shows', async () => {
      const request = await at('request-number').first().locator('code').textContent();
      const records = await recordsOf(system, request?.trim());
      expect(records.map(({ phase, body }) => [phase, body])).toEqual(
        expect.arrayContaining([
          ['intent', '000000'],
          ['outcome', '270008'],
        ]),
      );
    });

    test('without a ledger number is refused in words', async () => {
      await at('ledger-number').fill('');
      await run('closed');
      await picture('5-no-ledger-number');
      expect(await shown('refusal-CASE_MISSING')).toContain('利用管理簿');
      await at('ledger-number').fill('R8-0001');
    }, 30_000);

    test('under another purpose sees every field close', async () => {
      await choosePurpose('bango-b-38', '別表 38');
      await run('closed');
      await picture('6-closed');
      expect(await at('result').first().textContent()).not.toContain(hanako.name);
      expect(await at('withheld').first().textContent()).toContain('prefecturalSearch');
    }, 30_000);
  });

  test('another operator, whose affair reaches the 住民票コード, sees it open', async () => {
    await at('session').click();
    await at('switch-operator').click();
    await page.waitForURL(`${system.issuer}/**`);
    await chooseOperator('osaka-passport-officer');
    await at('workbench').waitFor();
    await choosePurpose('juki-b5-6', '旅券');
    await at('ledger-number').fill('R8-0100');
    const write = async (editor: string, text: string) => {
      await at(editor).locator('.monaco-editor').first().click();
      await page.keyboard.press('Control+A');
      // Pasted, as a person does with a query from elsewhere: what is typed, the editor completes by itself.
      await page.evaluate(`navigator.clipboard.writeText(${JSON.stringify(text)})`);
      await page.keyboard.press('Control+V');
    };
    const { name, birthDate, sex, address } = hanako;
    await write(
      'query-editor',
      'query ($key: PrefecturalSearchKey!) { prefecturalSearch(key: $key) { people { prefecturalRecord { name residentCode } } } }',
    );
    await write('variables-editor', JSON.stringify({ key: { fourItems: { name, birthDate, sex, address } } }));
    await run('open');
    await picture('7-passports');
    expect(await shown('row-residentCode')).toContain(hanako.residentCode);
  }, 30_000);

  test('the person, with the own card, reads the own record', async () => {
    await at('example-self-disclosure').click();
    await page.waitForURL(`${system.issuer}/**`);
    await picture('8-operators-for-resident');
    await chooseOperator('resident');
    await at('workbench').waitFor();
    await run('open');
    await picture('9-own-record');
    expect(await shown('row-name')).toContain(cast.developmentResident.latest.name);
  }, 30_000);

  test('nothing left this machine, and the page kept its policy and made no complaint', async () => {
    expect({ elsewhere, violations, complaints }).toEqual({ elsewhere: [], violations: [], complaints: [] });
    if (existsSync(join(pictures, 'not-as-wanted.png'))) console.info(`pictures: ${pictures}`);
    else await rm(pictures, { recursive: true });
  });
}
