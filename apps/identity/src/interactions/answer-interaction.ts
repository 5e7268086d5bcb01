import type { IncomingMessage, ServerResponse } from 'node:http';
import { loginStrengths } from '@juki/directory';
import type Provider from 'oidc-provider';
import { readForm } from '../http/read-form.ts';
import { sendPage } from '../http/send-page.ts';
import { errorPage } from './error-page.ts';
import { operatorPage } from './operator-page.ts';
import { parseChoice } from './parse-choice.ts';

/**
 * Shows the page and takes the choice. Bound to one login by the library's signed cookie, which is sent to this address
 * alone; and a form that another site posts is refused, so nobody is logged in as someone without seeing the page.
 */
export async function answerInteraction(provider: Provider, request: IncomingMessage, response: ServerResponse) {
  const interaction = await provider.interactionDetails(request, response).catch(() => undefined);
  if (interaction === undefined || request.url !== `/interaction/${interaction.uid}`) {
    return sendPage(response, 400, errorPage('login_expired', 'This login has expired, or cookies are switched off.'));
  }
  // Only a client that asks for `prompt=consent` comes here; consent is not ours to ask, see grantOwnClient.
  if (interaction.prompt.name === 'consent') {
    return provider.interactionFinished(request, response, { consent: {} }, { mergeWithLastSubmission: true });
  }
  if (request.method === 'GET' || request.method === 'HEAD') {
    return sendPage(response, 200, await pageFor(provider, interaction.params, request.url));
  }
  if (request.method !== 'POST' || !fromOurPage(request)) {
    return sendPage(response, 403, errorPage('access_denied', 'Choose on the page itself.'));
  }
  const choice = parseChoice(await readForm(request));
  if (choice.kind === 'unknown') {
    return sendPage(response, 400, errorPage('invalid_request', 'No such operator with that login strength.'));
  }
  const result =
    choice.kind === 'cancel'
      ? { error: 'access_denied', error_description: 'The login was cancelled.' }
      : {
          login: {
            accountId: choice.operator.id,
            acr: choice.strength,
            amr: [...loginStrengths[choice.strength].amr],
            remember: false,
          },
        };
  return provider.interactionFinished(request, response, result, { mergeWithLastSubmission: false });
}

async function pageFor(provider: Provider, params: Record<string, unknown>, action: string): Promise<string> {
  const client = await provider.Client.find(String(params['client_id']));
  return operatorPage({
    action,
    clientName: client?.clientName ?? String(params['client_id']),
    clientOrigin: new URL(String(params['redirect_uri'])).origin,
    hint: typeof params['login_hint'] === 'string' ? params['login_hint'] : undefined,
  });
}

/** Browsers state where a request comes from (Fetch Metadata); a client that does not is no browser to be tricked. */
function fromOurPage(request: IncomingMessage): boolean {
  const site = request.headers['sec-fetch-site'];
  return site === undefined || site === 'same-origin';
}
