/** One question to the gateway, as an agency's front end would put it. */
export interface Question {
  readonly query: string;
  readonly variables?: Readonly<Record<string, unknown>>;
  readonly purpose?: string;
  readonly case?: string;
  readonly headers?: Readonly<Record<string, string>>;
}

/** What came back. */
export interface Answer {
  readonly status: number;
  /** Id of the request, by which its records are found. */
  readonly request: string;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: an answer has the shape of its query, which only the test knows
  readonly data: any;
  readonly errors: readonly AnswerError[];
}

/** An error as it stands in an answer. */
export interface AnswerError {
  readonly message: string;
  readonly path?: readonly (string | number)[];
  readonly extensions: Readonly<Record<string, unknown>>;
}

/** Somebody who asks: an operator with a token, or nobody. */
export interface Caller {
  asks(question: Question): Promise<Answer>;
  readonly token: string | undefined;
}

/** Makes a caller of the gateway at an address. */
export function createCaller(gateway: string, token: string | undefined): Caller {
  return {
    token,
    async asks({ query, variables, purpose, case: number, headers }) {
      const response = await fetch(`${gateway}/graphql`, {
        method: 'POST',
        headers: {
          'content-type': 'application/json',
          ...(token === undefined ? {} : { authorization: `Bearer ${token}` }),
          ...(purpose === undefined ? {} : { 'juki-purpose': purpose }),
          ...(number === undefined ? {} : { 'juki-case': number }),
          ...headers,
        },
        body: JSON.stringify({ query, variables }),
        signal: AbortSignal.timeout(20_000),
      });
      const text = await response.text();
      const { data, errors = [] } = JSON.parse(text);
      return { status: response.status, request: response.headers.get('juki-request') ?? '', text, data, errors };
    },
  };
}
