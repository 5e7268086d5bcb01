import type { Acceptance } from '@juki/change-notification/store';

/** 受付の結果; the other fields are properties of it. */
export const MunicipalChangeAcceptance = {
  outcome: (acceptance: Acceptance) =>
    acceptance.outcome === 'ACCEPTED' && acceptance.already ? 'ALREADY_REGISTERED' : acceptance.outcome,
  faults: (acceptance: Acceptance) => (acceptance.outcome === 'REFUSED' ? acceptance.faults : []),
};
