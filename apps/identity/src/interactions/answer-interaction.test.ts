import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import { portalClient } from '@juki/directory';
import { createRemoteJWKSet, jwtVerify } from 'jose';
import { authorizationRequest, codeVerifier } from '../testing/authorization-request.ts';
import { type Browser, createBrowser } from '../testing/browser.ts';
import { portalOrigin, type StartedIdentity, startIdentity } from '../testing/start-identity.ts';

let started: StartedIdentity;
beforeAll(async () => {
  started = await startIdentity();
});
afterAll(() => started.stop());

function next(response: Response): string {
  return new URL(response.headers.get('location') ?? '', started.identity.issuer).href;
}

/** Starts a login and goes to the page. */
async function toPage(browser: Browser, changes: Record<string, string | undefined> = {}): Promise<string> {
  return next(await browser.get(authorizationRequest(started.identity.issuer, changes)));
}

/** Chooses on the page and follows to the address of the portal. */
async function choose(browser: Browser, page: string, choice: string): Promise<URL> {
  const resumed = next(await browser.post(page, { choice }));
  return new URL(next(await browser.get(resumed)));
}

function redeem(code: string | null, changes: Record<string, string> = {}) {
  return started.token({
    grant_type: 'authorization_code',
    client_id: portalClient,
    redirect_uri: `${portalOrigin}/callback`,
    code: code ?? '',
    code_verifier: codeVerifier,
    ...changes,
  });
}

const clerk = 'toyonaka-clerk urn:juki:acr:two-factor-biometric';

describe('a login in the browser', () => {
  test('goes from the portal over the page back to the portal with tokens that verify', async () => {
    const browser = createBrowser();
    const page = await toPage(browser);
    const shown = await browser.get(page);
    expect(shown.status).toBe(200);
    expect(await shown.text()).toContain('山本 さくら');

    const back = await choose(browser, page, clerk);
    expect(`${back.origin}${back.pathname}`).toBe(`${portalOrigin}/callback`);
    expect(back.searchParams.get('state')).toBe('a-state');
    expect(back.searchParams.get('iss')).toBe(started.identity.issuer);

    const { body } = await redeem(back.searchParams.get('code'));
    const { claims } = await started.verify(body['access_token']);
    expect(claims).toMatchObject({
      sub: 'toyonaka-clerk',
      juki_agency: 'toyonaka',
      acr: 'urn:juki:acr:two-factor-biometric',
      amr: ['sc', 'fpt', 'mfa'],
      client_id: portalClient,
    });
    expect((claims.exp ?? 0) - (claims.iat ?? 0)).toBe(900);
    const keys = createRemoteJWKSet(new URL(`${started.identity.issuer}/jwks`));
    const idToken = await jwtVerify(String(body['id_token']), keys, { audience: portalClient });
    expect(idToken.payload).toMatchObject({ 'name#ja': '山本 さくら', name: 'Sakura Yamamoto', nonce: 'a-nonce' });
    expect(body['refresh_token']).toBeUndefined();
  });

  test('carries the weaker login that was chosen', async () => {
    const browser = createBrowser();
    const back = await choose(browser, await toPage(browser), 'suita-clerk urn:juki:acr:two-factor');
    const { body } = await redeem(back.searchParams.get('code'));
    expect((await started.verify(body['access_token'])).claims).toMatchObject({
      sub: 'suita-clerk',
      acr: 'urn:juki:acr:two-factor',
    });
  });

  test('is not asked for again in the same browser, and is after logging out', async () => {
    const browser = createBrowser();
    await choose(browser, await toPage(browser), clerk);
    expect(await toPage(browser)).toContain(`${portalOrigin}/callback?code=`);

    const { issuer } = started.identity;
    const back = `${portalOrigin}/`;
    const asked = await browser.get(
      `${issuer}/logout?client_id=${portalClient}&post_logout_redirect_uri=${encodeURIComponent(back)}`,
    );
    const page = await asked.text();
    expect(page).toContain('ログアウト');
    const xsrf = /name="xsrf" value="([^"]+)"/.exec(page)?.[1] ?? '';
    const done = await browser.post(`${issuer}/logout/confirm`, { xsrf, logout: 'yes' });
    expect(next(done)).toBe(back);
    expect(await toPage(browser)).toContain('/interaction/');
  });

  test('can be cancelled', async () => {
    const browser = createBrowser();
    const back = await choose(browser, await toPage(browser), '');
    expect(back.searchParams.get('error')).toBe('access_denied');
    expect(back.searchParams.get('code')).toBeNull();
  });

  test('gives a code that works once, with its verifier and its address only', async () => {
    const codes = await Promise.all(
      [1, 2, 3].map(async () => {
        const browser = createBrowser();
        return (await choose(browser, await toPage(browser), clerk)).searchParams.get('code');
      }),
    );
    const [once = null, verifier = null, address = null] = codes;
    expect([(await redeem(once)).status, (await redeem(once)).status]).toEqual([200, 400]);
    expect((await redeem(verifier, { code_verifier: 'x'.repeat(43) })).body['error']).toBe('invalid_grant');
    expect((await redeem(address, { redirect_uri: `${portalOrigin}/` })).body['error']).toBe('invalid_grant');
  });

  test('needs PKCE with S256', async () => {
    for (const changes of [
      { code_challenge: undefined, code_challenge_method: undefined },
      { code_challenge_method: 'plain' },
      { code_challenge_method: undefined },
    ]) {
      const back = new URL(await toPage(createBrowser(), changes));
      expect([back.searchParams.get('error'), back.searchParams.get('code')]).toEqual(['invalid_request', null]);
    }
  });

  test.each([
    'http://127.0.0.1:4001/callback',
    `${portalOrigin}/callback/`,
    `${portalOrigin}/callback?x=1`,
    `${portalOrigin}/other`,
    `http://localhost:4000/callback`,
    'https://evil.example/callback',
  ])('never redirects to %s', async (address) => {
    const response = await createBrowser().get(
      authorizationRequest(started.identity.issuer, { redirect_uri: address }),
    );
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
    expect(await response.text()).toContain('ログインできません');
  });

  test('starts the keyboard on the operator whom the portal hints at', async () => {
    const browser = createBrowser();
    const page = await (await browser.get(await toPage(browser, { login_hint: 'analyst' }))).text();
    expect(page.match(/ autofocus/g)).toHaveLength(1);
    expect(page).toMatch(/value="analyst [^"]+" autofocus/);
  });

  test.each([
    'nobody urn:juki:acr:two-factor',
    'analyst urn:juki:acr:two-factor-biometric',
    'analyst',
    'x'.repeat(5000),
  ])('is refused for the choice %.60s', async (choice) => {
    const browser = createBrowser();
    const response = await browser.post(await toPage(browser), { choice });
    expect([response.status, response.headers.get('location')]).toEqual([400, null]);
  });

  test('is refused to a form from another site, and to another browser', async () => {
    const browser = createBrowser();
    const page = await toPage(browser);
    const forged = await browser.post(page, { choice: clerk }, { 'Sec-Fetch-Site': 'cross-site' });
    const stranger = await createBrowser().post(page, { choice: clerk });
    expect([forged.status, stranger.status]).toEqual([403, 400]);
    expect((await browser.post(page, { choice: clerk }, { 'Sec-Fetch-Site': 'same-origin' })).status).toBe(303);
  });
});
