import type { DocumentNode, GraphQLInputType, GraphQLSchema } from 'graphql';
import { isInputType, typeFromAST } from 'graphql';
import { BoundedMap } from './bounded-map.ts';
import { decideOperation, type OnWithheld } from './decide-operation.ts';
import type { Decision } from './decision.ts';
import { defaultLimits, type Limits } from './limits.ts';
import type { PurposeView } from './ruling.ts';
import { type SelectedOperation, selectOperation } from './select-operation.ts';
import { useValue } from './used-inputs.ts';
import type { Variables } from './variables.ts';

/** What a decider is made of. `schema`: what callers see, without rules; the rules are in the view. */
export interface DeciderOptions {
  readonly schema: GraphQLSchema;
  readonly limits?: Limits;
  /** Decisions in memory at once. */
  readonly remembered?: number;
}

/** Characters of a document whose decisions are remembered: what callers make us remember has a bound in bytes too. */
const longestRemembered = 20_000;

/** A document whose operation was selected once, to be decided many times. */
export interface PreparedOperation extends SelectedOperation {
  /**
   * The decision on this operation under a view. The same view with variables of the same shape gives the same decision,
   * by reference, while it is remembered: repeated documents cost a look-up.
   */
  decide(view: PurposeView, variables: Variables, onWithheld?: OnWithheld): Decision;
}

/** The filter before planning. Documents are validated against the schema before they come here. */
export interface Decider {
  /** Prepares a document; the same document object and name give the same preparation. */
  prepare(document: DocumentNode, operationName?: string | null): PreparedOperation;
}

/**
 * Makes the filter. Decisions are remembered by view and by what of the variables bears on them: conditions, presence,
 * input fields, enum values; never by names or numbers of people. So two purposes never share one, and nothing personal
 * stays in memory.
 */
export function createDecider({ schema, limits = defaultLimits, remembered = 2048 }: DeciderOptions): Decider {
  const decisions = new BoundedMap<string, Decision>(remembered);
  const prepared = new WeakMap<DocumentNode, Map<string | null, PreparedOperation>>();
  const numberOf = numbering();

  function make(document: DocumentNode, operationName: string | null): PreparedOperation {
    const selected = selectOperation(schema, document, operationName);
    const shapeOf = variableShape(selected);
    const id = numberOf(selected);
    return {
      ...selected,
      decide(view, variables, onWithheld = 'filter') {
        const decideNow = () => decideOperation({ selected, view, variables, onWithheld, limits });
        if ((document.loc?.end ?? 0) > longestRemembered) return decideNow();
        const key = `${id} ${numberOf(view)} ${onWithheld} ${shapeOf(variables)}`;
        return decisions.remember(key, decideNow);
      },
    };
  }

  return {
    prepare(document, operationName = null) {
      const byName = prepared.get(document) ?? new Map<string | null, PreparedOperation>();
      prepared.set(document, byName);
      const known = byName.get(operationName) ?? make(document, operationName);
      byName.set(operationName, known);
      return known;
    },
  };
}

/** What of an operation's variables bears on a decision, as text. */
function variableShape({ schema, operation }: SelectedOperation): (variables: Variables) => string {
  const readers = (operation.variableDefinitions ?? []).map(({ variable, type }) => {
    const declared = typeFromAST(schema, type);
    return { name: variable.name.value, type: isInputType(declared) ? declared : undefined };
  });
  return (variables) =>
    readers
      .map(({ name, type }) => shapeOfValue(type, Object.hasOwn(variables, name) ? variables[name] : undefined))
      .join(' ');
}

function shapeOfValue(type: GraphQLInputType | undefined, value: unknown): string {
  if (value === undefined) return 'absent';
  if (typeof value === 'boolean') return String(value);
  const used = new Set<string>();
  if (type) useValue(type, value, (coordinate) => used.add(coordinate));
  return `given(${[...used].sort().join()})`;
}

/** Numbers objects, so that they can stand in a key without being held in memory by it. */
function numbering(): (object: object) => number {
  const numbers = new WeakMap<object, number>();
  let next = 0;
  return (object) => {
    const number = numbers.get(object) ?? next++;
    numbers.set(object, number);
    return number;
  };
}
