import { useEffect, useState } from 'react';
import { type ListedPurpose, parsePurposes } from '../features/purpose/purpose.ts';
import { fetchJsonFromGateway } from '../lib/fetch-from-gateway.ts';
import { type FaultKind, GatewayFault } from '../lib/gateway-fault.ts';

/** The purposes of the person who has signed in, or why there are none. */
export type PurposeList =
  | { readonly kind: 'loading' }
  | { readonly kind: 'ready'; readonly purposes: readonly ListedPurpose[] }
  | { readonly kind: 'fault'; readonly fault: FaultKind };

/** Loads the purposes; `reload` asks again. */
export function usePurposes(accessToken: string): { readonly list: PurposeList; readonly reload: () => void } {
  const [list, setList] = useState<PurposeList>({ kind: 'loading' });
  const [attempt, setAttempt] = useState(0);
  // biome-ignore lint/correctness/useExhaustiveDependencies: a new attempt is a reason to load
  useEffect(() => {
    let isCurrent = true;
    setList({ kind: 'loading' });
    const settle = (next: PurposeList) => isCurrent && setList(next);
    fetchJsonFromGateway('/purposes.json', accessToken).then(
      (value) => settle({ kind: 'ready', purposes: parsePurposes(value) }),
      (fault: unknown) => settle({ kind: 'fault', fault: fault instanceof GatewayFault ? fault.kind : 'unreadable' }),
    );
    return () => {
      isCurrent = false;
    };
  }, [accessToken, attempt]);
  return { list, reload: () => setAttempt((before) => before + 1) };
}
