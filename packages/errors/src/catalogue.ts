/** Who may see an error: `client` errors carry only what the caller sent or may know; `internal` ones leave as an opaque code. */
export type Audience = 'client' | 'internal';

/** One entry of the error catalogue. `status` is the HTTP status with which the error leaves a service. */
export interface ErrorEntry {
  readonly status: number;
  readonly audience: Audience;
  readonly description: string;
  readonly since: string;
}

/**
 * Every error code of the system. A code is never removed or re-used: a retired one stays, with the reason in its
 * description. `ERRORS.md` is generated from this table.
 */
export const errorCatalogue = {
  // Who is asking
  UNAUTHENTICATED: {
    status: 401,
    audience: 'client',
    since: '0.1.0',
    description:
      'No access token, or one that this service does not accept. Ask the identity provider for a token with the audience of this service.',
  },
  IDENTITY_UNAVAILABLE: {
    status: 503,
    audience: 'client',
    since: '0.1.0',
    description: 'The identity provider cannot be reached, so no token can be verified. Try again.',
  },
  // For which purpose
  PURPOSE_MISSING: {
    status: 403,
    audience: 'client',
    since: '0.1.0',
    description:
      'No purpose was stated. Send the header Juki-Purpose with one purpose id of the catalogue (住民基本台帳法30条の25).',
  },
  PURPOSE_DOUBLED: {
    status: 403,
    audience: 'client',
    since: '0.1.0',
    description: 'More than one purpose was stated. A request serves exactly one purpose.',
  },
  PURPOSE_UNKNOWN: {
    status: 403,
    audience: 'client',
    since: '0.1.0',
    description: 'The stated purpose is not in the catalogue. Purpose ids match exactly.',
  },
  PURPOSE_NOT_IN_FORCE: {
    status: 403,
    audience: 'client',
    since: '0.1.0',
    description: 'The stated purpose, or the provision that it rests on, is not in force on the day of the request.',
  },
  PURPOSE_NOT_YOURS: {
    status: 403,
    audience: 'client',
    since: '0.1.0',
    description: 'The agency of this operator is not one to which the law gives the stated purpose.',
  },
  RIGHT_MISSING: {
    status: 403,
    audience: 'client',
    since: '0.1.0',
    description: 'The ledger of rights holds no right, in force now, of this operator for the stated purpose.',
  },
  RIGHTS_UNAVAILABLE: {
    status: 503,
    audience: 'client',
    since: '0.1.0',
    description:
      'The ledger of rights cannot be asked, so no right can be confirmed. Nothing was disclosed; try again.',
  },
  ASSURANCE_TOO_LOW: {
    status: 403,
    audience: 'client',
    since: '0.1.0',
    description:
      'The login of this operator is weaker than the stated purpose demands. Log in with the factors that the message names.',
  },
  CASE_MISSING: {
    status: 403,
    audience: 'client',
    since: '0.1.0',
    description:
      'The stated purpose demands the number of an entry of the usage ledger (利用管理簿) in the header Juki-Case.',
  },
  CASE_MALFORMED: {
    status: 403,
    audience: 'client',
    since: '0.1.0',
    description:
      'The header Juki-Case is doubled or is not a ledger number: 1 to 64 letters, digits, hyphens, dots or slashes.',
  },
  // What is asked
  WITHHELD: {
    status: 200,
    audience: 'client',
    since: '0.1.0',
    description:
      'A coordinate has no basis under the stated purpose; it comes back null. extensions.reason and extensions.provision say why, by article.',
  },
  OPERATION_REFUSED: {
    status: 403,
    audience: 'client',
    since: '0.1.0',
    description:
      'The whole operation is refused because a part of it is withheld: a mutation, an operation with an unruled part, or one sent with Juki-On-Withheld: refuse. Or because the purpose gives no such action: a query needs read, a mutation another one.',
  },
  OPERATION_INVALID: {
    status: 400,
    audience: 'client',
    since: '0.1.0',
    description: 'The operation does not parse, is not valid against the schema, or its variables do not fit.',
  },
  OPERATION_UNSUPPORTED: {
    status: 400,
    audience: 'client',
    since: '0.1.0',
    description:
      'The operation uses something that this graph does not offer: a subscription, @defer, @stream, a batch of operations.',
  },
  BAD_VARIABLES: {
    status: 400,
    audience: 'client',
    since: '0.1.0',
    description: 'A condition of the operation (@skip, @include) depends on a variable that is neither true nor false.',
  },
  OPERATION_TOO_LARGE: {
    status: 400,
    audience: 'client',
    since: '0.1.0',
    description: 'The operation exceeds a limit on size, depth, aliases or fields. The message names the limit.',
  },
  BAD_IDENTIFIER: {
    status: 200,
    audience: 'client',
    since: '0.1.0',
    description: 'A number or code has the wrong length, characters or check digit. Nothing was searched.',
  },
  BAD_SEARCH_KEY: {
    status: 200,
    audience: 'client',
    since: '0.1.0',
    description:
      'A search needs exactly one key: a number, a code, or all four items (name, date of birth, sex, address).',
  },
  BAD_PERIOD: {
    status: 200,
    audience: 'client',
    since: '0.1.0',
    description: 'A month or a fiscal year is not of its form, or not over yet.',
  },
  RETENTION_REFUSED: {
    status: 200,
    audience: 'client',
    since: '0.1.0',
    description: 'An act of keeping or erasing was refused, for the reason that the message names.',
  },
  // Between gateway and subgraph
  GRANT_MISSING: {
    status: 401,
    audience: 'client',
    since: '0.1.0',
    description: 'A subgraph answers only an operation that carries a grant of the gateway.',
  },
  GRANT_INVALID: {
    status: 401,
    audience: 'client',
    since: '0.1.0',
    description:
      'The grant is malformed, expired, not for this tier, not signed by a known key, or not for this operation.',
  },
  GRANT_EXCEEDED: {
    status: 403,
    audience: 'client',
    since: '0.1.0',
    description:
      'The operation reads a coordinate that its grant does not list, or the grant lists one that the purpose does not reach.',
  },
  GRANT_REPLAYED: {
    status: 403,
    audience: 'client',
    since: '0.1.0',
    description: 'The grant was used before. A grant serves one fetch.',
  },
  INQUIRY_INVALID: {
    status: 403,
    audience: 'client',
    since: '0.2.0',
    description:
      'An inquiry to the agency (住民基本台帳法30条の11) is not one of this request, or it has expired. Search again.',
  },
  SNAPSHOT_MISMATCH: {
    status: 503,
    audience: 'internal',
    since: '0.1.0',
    description:
      'Gateway and subgraph hold different snapshots of supergraph and catalogue. Deploy both from one build.',
  },
  PLAN_OUTSIDE_DECISION: {
    status: 500,
    audience: 'internal',
    since: '0.1.0',
    description:
      'The plan guard found a fetch that reads a coordinate outside the decision. The request was stopped before the first fetch.',
  },
  SUBGRAPH_UNAVAILABLE: {
    status: 200,
    audience: 'client',
    since: '0.1.0',
    description: 'A tier did not answer. Its part of the answer is null; the parts of other tiers stand.',
  },
  GATEWAY_UNREACHABLE: {
    status: 503,
    audience: 'client',
    since: '0.2.0',
    description:
      'No gateway answers at the address, or what answers is none. Whether a mutation took effect is not known; repeat it with the same key.',
  },
  // Files that enter or leave
  EXCHANGE_FILE_INVALID: {
    status: 400,
    audience: 'client',
    since: '0.2.0',
    description:
      'A file is not what it claims to be: encoding, form, head, columns, count, hash, or cut off. The details name line and byte.',
  },
  EXCHANGE_FILE_REFUSED: {
    status: 403,
    audience: 'client',
    since: '0.2.0',
    description: 'A file is not touched: its name may be a path, it is a link, or it belongs to somebody else.',
  },
  EXCHANGE_FILE_EXISTS: {
    status: 409,
    audience: 'client',
    since: '0.2.0',
    description: 'A file of that name lies there already. Files are never written over.',
  },
  EXCHANGE_FILE_MISSING: {
    status: 404,
    audience: 'client',
    since: '0.2.0',
    description: 'There is no file of that name: it was never put there, was taken, or was erased when due.',
  },
  // The log
  AUDIT_UNAVAILABLE: {
    status: 503,
    audience: 'client',
    since: '0.1.0',
    description: 'The access cannot be recorded durably, so nothing is disclosed. Try again.',
  },
  AUDIT_RECORD_INVALID: {
    status: 500,
    audience: 'internal',
    since: '0.1.0',
    description:
      'A record does not have its closed shape, so it cannot be written and nothing is disclosed. The details name the fields.',
  },
  AUDIT_STORE_UNSAFE: {
    status: 500,
    audience: 'internal',
    since: '0.1.0',
    description:
      'The audit database is not durable or not privilege-separated (fsync, full_page_writes, synchronous_commit, roles). The service refuses to start.',
  },
  AUDIT_LOG_BROKEN: {
    status: 500,
    audience: 'internal',
    since: '0.1.0',
    description: 'A log does not verify: the details carry the evidence.',
  },
  // Data and configuration
  CATALOGUE_INVALID: {
    status: 500,
    audience: 'internal',
    since: '0.1.0',
    description:
      'The catalogue of provisions and purposes is incomplete or contradicts itself. The details list every fault.',
  },
  COMPOSITION_REFUSED: {
    status: 500,
    audience: 'internal',
    since: '0.1.0',
    description:
      'The composition gate found a rule that is missing, lost or weakened. The details name subgraph and coordinate.',
  },
  CONFIGURATION_INVALID: {
    status: 500,
    audience: 'internal',
    since: '0.1.0',
    description: 'The environment of a service is incomplete or unsafe for its profile. The details list every fault.',
  },
  KEY_UNKNOWN: {
    status: 500,
    audience: 'internal',
    since: '0.1.0',
    description: 'The key provider holds no key of that name, or none that fits the ciphertext.',
  },
  DATABASE_UNAVAILABLE: {
    status: 503,
    audience: 'internal',
    since: '0.1.0',
    description: 'The database of a tier cannot be reached.',
  },
  MIGRATION_FAILED: {
    status: 500,
    audience: 'internal',
    since: '0.1.0',
    description: 'A migration could not be applied, or one that was applied has been edited since.',
  },
  // Changes on their way up
  CHANGE_BATCH_INVALID: {
    status: 400,
    audience: 'client',
    since: '0.2.0',
    description:
      'A batch of change notifications is not what its sender signed: signature, hash chain, receiver or form. Nothing of it was taken.',
  },
  CHANGE_SENDER_HALTED: {
    status: 409,
    audience: 'client',
    since: '0.2.0',
    description:
      'The receiver knows more of a sequence of change notifications than its sender, or other contents: the sender was restored from an old backup. Nothing is sent until it has adopted the state of the receiver.',
  },
  INTERNAL: {
    status: 500,
    audience: 'internal',
    since: '0.1.0',
    description: 'A fault of the service. The correlation id finds it in the log of the operator.',
  },
} as const satisfies Record<string, ErrorEntry>;

/** A code of {@link errorCatalogue}. */
export type ErrorCode = keyof typeof errorCatalogue;
