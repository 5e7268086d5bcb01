import { type Example, parseExamples } from '../features/examples/example.ts';
import { templates } from '../features/examples/templates.ts';
import type { Draft } from '../features/session/pending-sign-in.ts';
import type { Session } from '../features/session/session.ts';
import { completeSignIn, takePendingSignIn } from '../features/session/sign-in.ts';
import { fetchJsonFromGateway } from '../lib/fetch-from-gateway.ts';
import { type FaultKind, GatewayFault } from '../lib/gateway-fault.ts';
import { type PortalConfig, parsePortalConfig } from '../lib/portal-config.ts';

/** What the page knows when it is first drawn. */
export type Boot =
  | { readonly kind: 'fault'; readonly fault: FaultKind; readonly draft: Draft | null }
  | {
      readonly kind: 'ready';
      readonly config: PortalConfig;
      readonly examples: readonly Example[];
      readonly session: Session | null;
      readonly draft: Draft | null;
      readonly signInFailed: boolean;
    };

/**
 * Learns from the gateway where to sign in, finishes a sign-in from which the browser just came back, and takes the code
 * out of the address, where it would be copied along with it.
 */
export async function boot(): Promise<Boot> {
  const callback = location.pathname === '/callback' ? new URL(location.href) : null;
  const pending = takePendingSignIn();
  if (callback !== null) {
    history.replaceState(null, '', `/${pending?.returnTo ?? ''}`);
  }
  const draft = pending?.draft ?? null;
  try {
    const config = parsePortalConfig(await fetchJsonFromGateway('/config.json', null));
    const examples = await loadExamples(config);
    const session =
      callback === null || pending === null ? null : await trySignIn(() => completeSignIn(config, pending, callback));
    return { kind: 'ready', config, examples, session, draft, signInFailed: callback !== null && session === null };
  } catch (fault) {
    return { kind: 'fault', fault: fault instanceof GatewayFault ? fault.kind : 'unreadable', draft };
  }
}

/** The reason goes to the console of this browser: it names endpoints and OAuth errors, never tokens. */
async function trySignIn(complete: () => Promise<Session>): Promise<Session | null> {
  try {
    return await complete();
  } catch (error) {
    console.warn(error);
    return null;
  }
}

/** The examples of the synthetic cast; without one, the templates that hold no value. */
async function loadExamples(config: PortalConfig): Promise<readonly Example[]> {
  if (!config.syntheticData) {
    return templates;
  }
  try {
    const about = new Map(templates.map((template) => [template.id, template.about]));
    const examples = parseExamples(await fetchJsonFromGateway('/examples.json', null), about);
    return examples.length === 0 ? templates : examples;
  } catch {
    return templates;
  }
}
