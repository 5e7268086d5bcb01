import type { Policy } from '@juki/authorisation';
import type { launchSystem } from '@juki/launcher';
import type { Catalogue } from '@juki/legal-basis';
import type { GraphQLSchema } from 'graphql';
import type { Environment } from './environment.ts';

/** The rules in force and the schema on which they stand. */
export interface RuledSchema {
  readonly policy: Policy;
  /** What callers see, without rules. */
  readonly schema: GraphQLSchema;
}

/** Everything that the command line takes from outside. What is heavy is loaded by the command that needs it. */
export interface CliDeps {
  readonly environment: Environment;
  /** Folder in which systems keep what is theirs: `.juki` of the checkout. */
  readonly systems: string;
  /** Where the command was called. */
  readonly workingDirectory: string;
  /** Answers of a command: standard output. */
  readonly write: (text: string) => void;
  /** What is said beside an answer: standard error. */
  readonly say: (text: string) => void;
  /** Whether standard error is a terminal, on which a line can be written over. */
  readonly isTerminal: boolean;
  /** Milliseconds since 1970. */
  readonly clock: () => number;
  readonly processId: number;
  readonly isAlive: (processId: number) => boolean;
  readonly fetch: typeof fetch;
  readonly launch: typeof launchSystem;
  readonly loadCatalogue: () => Promise<Catalogue>;
  readonly loadRules: () => Promise<RuledSchema>;
  /** Calls back at each request to stop: Ctrl-C, SIGTERM, a closed terminal. Returns how to stop listening. */
  readonly onStop: (callback: () => void) => () => void;
  /** Ends this process at once, and what it started. */
  readonly die: (exitCode: number) => void;
}
