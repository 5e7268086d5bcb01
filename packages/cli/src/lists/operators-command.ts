import { type LoginStrength, machines, operators } from '@juki/directory';
import type { Command } from 'commander';
import type { Commands } from '../command-context.ts';
import { exitCode } from '../exit-code.ts';
import type { Language } from '../language.ts';
import { table } from '../table.ts';

/** `juki operators`: everybody for whom `juki token` gives a token. */
export function addOperators(program: Command, { add }: Commands): void {
  const command = program
    .command('operators')
    .description('list the invented operators and machines of a development system');
  add(command, 'juki operators', async (_options, { answer, language }) => {
    answer([...operators, ...machines], () => operatorTable(language));
    return exitCode.done;
  });
}

/** The list as people read it; machines last. */
export function operatorTable(language: Language): string {
  const people = operators.map(({ id, agencyName, roleName, strengths }) => [
    id,
    agencyName[language],
    roleName[language],
    strengths.map(shortStrength).join(', '),
  ]);
  const roles = { tier: { en: 'machine of a tier', ja: '層の機器' }, register: { en: 'register', ja: '台帳' } };
  return table([
    ...people,
    ...machines.map(({ id, name, role }) => [id, name[language], roles[role][language], 'machine']),
  ]);
}

/** `two-factor` of `urn:juki:acr:two-factor`. */
export function shortStrength(strength: LoginStrength): string {
  return strength.slice('urn:juki:acr:'.length);
}
