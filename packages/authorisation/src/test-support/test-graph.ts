import { invariant } from '@juki/errors';
import { type Catalogue, parseLegalDate } from '@juki/legal-basis';
import { directivesSdl, readRuleBook } from '@juki/schema-directives';
import { buildASTSchema, type GraphQLSchema, parse, validate } from 'graphql';
import { createPolicy, type Policy } from '../create-policy.ts';
import { type DocumentQuestion, decide } from '../decide.ts';
import type { Decision } from '../decision.ts';
import type { PurposeView } from '../ruling.ts';
import { withheldErrors } from '../withheld-errors.ts';

const link =
  'directive @link(url: String, as: String, import: [link__Import]) repeatable on SCHEMA scalar link__Import';
const header = `${link} ${directivesSdl.replace(/\n {2}@composeDirective.*/g, '')}`;

/** A schema with its rules, as composition leaves it; the head with our directives is put before it. */
function ruledSchema(sdl: string): GraphQLSchema {
  const roots = /type Mutation/.test(sdl) ? 'mutation: Mutation' : '';
  return buildASTSchema(parse(`schema { query: Query ${roots} } ${header} ${sdl}`), { assumeValidSDL: true });
}

/** The words of a test: who asks, under what, when. */
export interface Asking {
  readonly under: string;
  readonly on?: string;
  readonly ordinances?: readonly string[];
  readonly variables?: DocumentQuestion['variables'];
  readonly operationName?: string;
  readonly onWithheld?: DocumentQuestion['onWithheld'];
  readonly limits?: DocumentQuestion['limits'];
}

/** A schema and a catalogue, to be asked: query in, printed decision out. */
export function testGraph(sdl: string, catalogue: Catalogue) {
  const schema = ruledSchema(sdl);
  const policy: Policy = createPolicy({ ruleBook: readRuleBook(schema), catalogue, snapshot: 'test' });

  function view({ under, on = '2026-01-01', ordinances = [] }: Asking): PurposeView {
    const purpose = catalogue.purpose(under);
    invariant(purpose, `the test names a purpose of its catalogue: ${under}`);
    return policy.view({ purpose, date: parseLegalDate(on), facts: { ordinances: new Set(ordinances) } });
  }

  function decided(query: string, asking: Asking): Decision {
    const document = parse(query);
    const faults = validate(schema, document);
    invariant(faults.length === 0, `the test asks a valid question: ${faults[0]?.message}`);
    const { under, on, ordinances, ...rest } = asking;
    const decision = decide({ ...rest, schema, document, view: view(asking) });
    const result = decision.verdict === 'refused' ? [] : validate(schema, decision.document);
    invariant(result.length === 0, `the filtered document is valid: ${result[0]?.message}`);
    return decision;
  }

  /** Without validation, for what validation would already refuse. */
  function unchecked(query: string, asking: Asking): Decision {
    return decide({ schema, document: parse(query), view: view(asking) });
  }

  return {
    schema,
    policy,
    view,
    decided,
    unchecked,
    show: (query: string, asking: Asking) => show(decided(query, asking)),
  };
}

/** A decision as a person reads it. */
function show(decision: Decision): string {
  const remaining = decision.verdict === 'refused' ? [] : [decision.source];
  const introspection = decision.verdict === 'refused' ? null : decision.introspection;
  const errors = withheldErrors(decision).map(
    ({ message, extensions }) => `${String(extensions?.['reason'])}: ${message}`,
  );
  return [decision.verdict, ...remaining, ...(introspection ? ['and introspection'] : []), ...errors].join('\n');
}
