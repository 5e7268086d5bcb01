import { useEffect, useState } from 'react';
import { type ContractSchema, loadContractSchema } from '../features/schema/load-contract-schema.ts';
import { isLedgerNumber, type Standing } from '../lib/request-headers.ts';

/** Loads the contract schema whenever the purpose changes; once more when the ledger number has been completed. */
export function useContractSchema(standing: Standing): {
  readonly contract: ContractSchema;
  readonly reload: () => void;
} {
  const { accessToken, purposeId, caseNumber } = standing;
  const [contract, setContract] = useState<ContractSchema>({ kind: 'no-purpose' });
  const [attempt, setAttempt] = useState(0);
  const hasCase = isLedgerNumber(caseNumber);
  // biome-ignore lint/correctness/useExhaustiveDependencies: the number itself changes nothing, that there is one may
  useEffect(() => {
    let isCurrent = true;
    if (purposeId === null) {
      setContract({ kind: 'no-purpose' });
      return;
    }
    setContract({ kind: 'loading' });
    void loadContractSchema({ accessToken, purposeId, caseNumber: hasCase ? caseNumber : '' }).then(
      (next) => isCurrent && setContract(next),
    );
    return () => {
      isCurrent = false;
    };
  }, [accessToken, purposeId, hasCase, attempt]);
  return { contract, reload: () => setAttempt((before) => before + 1) };
}
