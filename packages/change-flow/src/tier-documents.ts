/** The tiers that receive notifications. */
export type ReceivingTier = 'prefectural' | 'national';

/** One operation: its text, and the field of the answer that holds what was asked for. */
interface Operation {
  readonly document: string;
  readonly field: string;
}

/** What a sender says and asks. */
interface TierDocuments {
  readonly purpose: string;
  readonly notify: Operation;
  readonly decisions: Operation;
  readonly received: Operation;
}

const decision = 'sequence eventId municipalityCode tier outcome faults { field code } waitsFor';

const notification = [
  'eventId municipalityCode changeKind changeReason changeDate planned',
  'name nameKana formerSurname formerSurnameKana alias birthDate sex address individualNumber residentCode',
  'previousIndividualNumber previousResidentCode firstResidentCode movedFrom corrects repair',
  'recordId salt notifiedOn',
].join(' ');

/** The operations of each receiving tier, written once: a text that does not change is planned once by the gateway. */
export const tierDocuments: Readonly<Record<ReceivingTier, TierDocuments>> = {
  prefectural: documents('prefectural', 'Prefectural', 'notifyGovernor', 'juki-update-muni-pref'),
  national: documents('national', 'National', 'notifyAgency', 'juki-update-pref-nat'),
};

function documents(tier: ReceivingTier, type: string, notify: string, purpose: string): TierDocuments {
  const [late, received] = [`${tier}ChangeDecisions`, `${tier}ReceivedChanges`];
  return {
    purpose,
    notify: {
      field: notify,
      document: `mutation Notify($batch: ${type}ChangeBatch!) {
        ${notify}(batch: $batch) { sender receiver state next chain decisions { ${decision} already } }
      }`,
    },
    decisions: {
      field: late,
      document: `query LateDecisions($after: ID!) { ${late}(after: $after) { cursor next chain decisions { ${decision} } } }`,
    },
    received: {
      field: received,
      document: `query Received($first: Int!) {
        ${received}(first: $first) {
          sender receiver first next chain
          received { chain decision { ${decision} } notification { ${notification} } }
        }
      }`,
    },
  };
}
