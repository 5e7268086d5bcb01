import { JukiError } from '@juki/errors';
import type { LaunchOptions, ServiceName, System } from '@juki/launcher';
import type { Context } from '../command-context.ts';
import { type ExitCode, exitCode } from '../exit-code.ts';
import { settledLater } from '../settled-later.ts';
import { directoryOf, usualPort } from '../system/find-system.ts';
import { announce, readRunning, retract } from '../system/running-system.ts';
import { openLogFiles } from './log-files.ts';
import { createProgressLine } from './progress-line.ts';
import { readyBlock } from './ready-block.ts';
import { throwAway } from './throw-away.ts';

/** What `juki start` was asked for. */
export interface StartRequest {
  readonly port?: number;
  readonly directory?: string;
  readonly people: number;
  /** Whether somebody named the number of people. */
  readonly peopleAsked: boolean;
  readonly reset: boolean;
  readonly logLevel: string;
}

/** A process that ended without having been asked to. */
interface Death {
  readonly name: ServiceName;
  readonly said: string;
}

/** Starts a system, says that it is ready, and keeps it until it is asked to stop or a part of it dies. */
export async function startSystem(request: StartRequest, context: Context): Promise<ExitCode> {
  const { deps, word } = context;
  refuseInService(deps.environment.profile);
  const directory = directoryOf(request, deps);
  await refuseTwice(directory, context);
  if (request.reset) await throwAway(directory);

  const progress = createProgressLine(deps, word);
  const files = await openLogFiles(directory);
  const stopping = waitForStop(context);
  const dying = settledLater<Death>();
  try {
    progress.begin();
    const options = { request, directory, stopping, files, progress, onDeath: dying.resolve };
    const system = await deps.launch(launchOptions(options, context));
    progress.end();
    await announce({ ...system, processId: deps.processId });
    if (request.peopleAsked && system.loaded === 0 && system.people !== request.people)
      deps.say(`${kept(system, context)}\n`);
    context.answer(summary(system), () => readyBlock(system, context));
    return await keep(system, { asked: stopping.asked, died: dying.promise }, context);
  } catch (fault) {
    progress.end();
    if (!stopping.signal.aborted) throw fault;
    return exitCode.done;
  } finally {
    stopping.forget();
    await retract(directory);
    await files.close();
  }
}

async function keep(
  system: System,
  { asked, died }: { readonly asked: Promise<undefined>; readonly died: Promise<Death> },
  { deps, word }: Context,
): Promise<ExitCode> {
  const death = await Promise.race([asked, died]);
  if (death) deps.say(`${lastWords(death, system.directory)}\n`);
  deps.say(`${word({ en: 'Stopping …', ja: '停止しています…' })}\n`);
  await system.stop();
  return death ? exitCode.failed : exitCode.done;
}

interface Launch {
  readonly request: StartRequest;
  readonly directory: string;
  readonly stopping: { readonly signal: AbortSignal };
  readonly files: { write(name: ServiceName, text: string): void };
  readonly progress: { loaded(people: number, of: number): void };
  readonly onDeath: (death: Death) => void;
}

function launchOptions({ request, directory, ...launch }: Launch, { deps }: Context): LaunchOptions {
  return {
    directory,
    port: request.port ?? deps.environment.port ?? usualPort,
    people: request.people,
    logLevel: request.logLevel,
    inherited: deps.environment.inherited,
    clock: deps.clock,
    onProgress: ({ loaded, people }) => launch.progress.loaded(loaded, people),
    onOutput: (name, text) => launch.files.write(name, text),
    onExit: (name, said) => launch.onDeath({ name, said }),
    signal: launch.stopping.signal,
  };
}

/** The first request to stop asks nicely; the second, of somebody who has waited enough, ends everything at once. */
function waitForStop({ deps }: Context) {
  const controller = new AbortController();
  const asked = settledLater<undefined>();
  const forget = deps.onStop(() => {
    if (controller.signal.aborted) return deps.die(130);
    controller.abort(new JukiError('CONFIGURATION_INVALID', 'The start was given up.'));
    asked.resolve(undefined);
  });
  return { signal: controller.signal, asked: asked.promise, forget };
}

function refuseInService(profile: string): void {
  if (profile !== 'service') return;
  throw new JukiError(
    'CONFIGURATION_INVALID',
    'juki start makes a system for development: invented operators, synthetic residents, keys in files. In the service profile a body starts the processes itself, with its own databases, keys and identity provider: see "In service" in the README.',
  );
}

async function refuseTwice(directory: string, { deps }: Context): Promise<void> {
  const running = await readRunning(directory, deps.isAlive);
  if (!running) return;
  throw new JukiError(
    'CONFIGURATION_INVALID',
    `A system already runs there: ${running.gateway} (process ${running.processId}). Stop it with Ctrl-C where it was started, or start another one: juki start --port ${Number(new URL(running.gateway).port) + 1000}`,
  );
}

function lastWords({ name, said }: Death, directory: string): string {
  const words = said === '' ? 'It said nothing.' : `It said:\n${said.replaceAll(/^/gm, '  ')}`;
  return `The ${name} process ended by itself. ${words}\nIts log: ${directory}/logs/${name}.log`;
}

function kept({ people, directory }: System, { word }: Context): string {
  const number = people.toLocaleString('en');
  return word({
    en: `${directory} holds ${number} people already, and keeps them. For another number: --reset, or another --port.`,
    ja: `${directory} には既に ${number} 人が登録されています。人数を変えるには --reset か別の --port を指定してください。`,
  });
}

function summary({ directory, gateway, issuer, people, loaded, logs }: System) {
  return {
    gateway,
    graphql: `${gateway}/graphql`,
    issuer,
    directory,
    people,
    loaded,
    logs: logs.map(({ body, url }) => ({ body, url })),
  };
}
