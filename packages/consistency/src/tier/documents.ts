/** The operations by which a machine speaks to the upper side of a tier. */
export interface UpperDocuments {
  readonly open: string;
  readonly ranges: string;
  readonly people: string;
  readonly records: string;
  readonly close: string;
}

/** The documents for one upper tier: its words differ from the other's by their first word. */
export function documentsOf(upper: 'prefectural' | 'national'): UpperDocuments {
  const type = upper === 'prefectural' ? 'Prefectural' : 'National';
  return {
    open: `mutation OpenConsistencyRun($input: ${type}ConsistencyOpeningInput!) {
      answer: open${type}ConsistencyRun(input: $input) { readiness refusal }
    }`,
    ranges: `query CompareConsistencyRanges($input: ${type}ConsistencyRangesInput!) {
      answer: ${upper}ConsistencyRanges(input: $input) { readiness differing }
    }`,
    people: `query CompareConsistencyPeople($input: ${type}ConsistencyPeopleInput!) {
      answer: ${upper}ConsistencyPeople(input: $input) { readiness missing extra different }
    }`,
    records: `query CompareConsistencyRecords($input: ${type}ConsistencyRecordsInput!) {
      answer: ${upper}ConsistencyRecords(input: $input) { readiness people { position kind items subject } }
    }`,
    close: `mutation CloseConsistencyRun($input: ${type}ConsistencyClosingInput!) {
      answer: close${type}ConsistencyRun(input: $input) { closed }
    }`,
  };
}

/** The operation by which a municipality fetches what its prefecture asks. */
export const requestsDocument = `query ConsistencyRequests {
  answer: prefecturalConsistencyRequests { id municipality afresh }
}`;
