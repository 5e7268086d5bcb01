import { type Language, languageOf } from './language.ts';
import { UsageFault } from './usage-fault.ts';

/** The settings of the command line. */
export interface Environment {
  /** `service` refuses what exists for development only. */
  readonly profile: 'development' | 'service';
  /** Port of the gateway; `undefined` where nobody chose one. */
  readonly port: number | undefined;
  readonly language: Language;
  /** What the processes of a system inherit. */
  readonly inherited: Readonly<Record<string, string>>;
}

type Variables = Readonly<Record<string, string | undefined>>;

/** Reads the environment; the only place that does. Throws `UsageFault`. */
export function readEnvironment(variables: Variables = process.env): Environment {
  const { JUKI_PROFILE: profile = 'development', PORT, LC_ALL, LANG, PATH, HOME, TZ } = variables;
  if (profile !== 'development' && profile !== 'service') {
    throw new UsageFault('JUKI_PROFILE must be development or service.');
  }
  return {
    profile,
    port: PORT === undefined || PORT === '' ? undefined : parsePort(PORT),
    language: languageOf(LC_ALL || LANG),
    inherited: Object.fromEntries(
      Object.entries({ PATH, HOME, TZ }).flatMap(([name, value]) => (value ? [[name, value]] : [])),
    ),
  };
}

function parsePort(text: string): number {
  const port = Number(text);
  if (/^\d{1,5}$/.test(text) && port >= 1 && port <= 65_535) return port;
  throw new UsageFault('PORT must be a port number, 1 to 65535.');
}
