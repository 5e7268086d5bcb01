import type { Command } from 'commander';
import { language as languageArgument } from './arguments.ts';
import type { CliDeps } from './cli-deps.ts';
import type { ExitCode } from './exit-code.ts';
import type { Bilingual, Language } from './language.ts';

/** What every command can do. */
export interface Context {
  readonly deps: CliDeps;
  readonly language: Language;
  /** Whether the answer is for a program. */
  readonly json: boolean;
  /** The words in the language of the call. */
  readonly word: (words: Bilingual) => string;
  /** Answers: `value` as JSON where that was asked for, otherwise what `lines` says to a person. */
  readonly answer: (value: unknown, lines: () => string) => void;
}

/** The options that every command has. */
interface CommonOptions {
  readonly json?: boolean;
  readonly lang?: Language;
}

/** What a command does: from its options to the exit code. */
export type Run<Options> = (options: Options, context: Context) => Promise<ExitCode>;

/** Connects commands to what runs them. */
export interface Commands {
  readonly deps: CliDeps;
  /** Gives a command its common options, an example in its help, and its action. */
  readonly add: <Options>(command: Command, example: string, run: Run<Options>) => void;
}

/** Makes {@link Commands}; `finish` is told how the one command that was called ended. */
export function createCommands(deps: CliDeps, finish: (code: ExitCode) => void): Commands {
  return {
    deps,
    add<Options>(command: Command, example: string, run: Run<Options>) {
      command
        .option('--json', 'answer for a program')
        .option('--lang <language>', 'language of the answer: en or ja (default: as LANG says)', languageArgument)
        .addHelpText('after', `\nExample:\n  ${example}`)
        .action(async () => {
          // Not the first argument: that is an operand, where a command has some.
          const options = command.opts<Options & CommonOptions>();
          finish(await run(options, contextOf(deps, options)));
        });
    },
  };
}

function contextOf(deps: CliDeps, { json = false, lang }: CommonOptions): Context {
  const language = lang ?? deps.environment.language;
  return {
    deps,
    language,
    json,
    word: (words) => words[language],
    answer: (value, lines) => deps.write(`${json ? JSON.stringify(value, null, 2) : lines()}\n`),
  };
}
