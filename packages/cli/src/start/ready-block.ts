import type { System } from '@juki/launcher';
import type { Context } from '../command-context.ts';
import { placeOf } from '../place-of.ts';
import { usualPort } from '../system/find-system.ts';
import { table } from '../table.ts';

type ReadySystem = Pick<System, 'gateway' | 'issuer' | 'directory' | 'people' | 'logs'>;

/** What `juki start` says when everything runs: where to go, and three commands to try. */
export function readyBlock(system: ReadySystem, { deps, word }: Context): string {
  const { gateway, issuer, directory, people, logs } = system;
  const place = placeOf(directory, deps.workingDirectory);
  const number = people.toLocaleString('en');
  const addresses: [string, string][] = [
    [word({ en: 'Page', ja: '検証画面' }), `${gateway}/`],
    ['GraphQL', `${gateway}/graphql`],
    [word({ en: 'Identity provider', ja: '認証(OIDC)' }), issuer],
    ...logs
      .slice(0, 1)
      .map(({ url }): [string, string] => [word({ en: 'Log of the gateway', ja: '監査ログ' }), `${url}/checkpoint`]),
    [word({ en: 'Data and logs', ja: 'データ' }), place],
  ];
  const tries = [
    {
      what: word({
        en: 'The board of education searches for a resident, under Appended Table 6 item 2',
        ja: '教育委員会が住民基本台帳法別表第六2項の事務で住民を検索する',
      }),
      command: query(system, { ...deps, place, purpose: 'juki-b6-2' }),
    },
    {
      what: word({
        en: 'The same query under a purpose that reaches no file: every field closes, with its article',
        ja: '同じ検索を、ファイルに及ばない事務で行う: すべての項目が、根拠条文とともに閉じる',
      }),
      command: query(system, { ...deps, place, purpose: 'bango-b-38' }),
    },
    {
      what: word({ en: 'Verify the logs of all bodies', ja: '全団体のログを検証する' }),
      command: `npx juki audit verify${choice(system, deps)}`,
    },
  ];
  return [
    word({
      en: `Ready. ${number} synthetic residents in three tiers.`,
      ja: `準備ができました。模擬住民 ${number} 人、3層。`,
    }),
    '',
    table(addresses.map(([name, address]) => [`  ${name}`, address])),
    '',
    word({ en: 'To try, in another terminal:', ja: '別の端末で試せるコマンド:' }),
    ...tries.flatMap(({ what, command }) => ['', `  # ${what}`, ...command.split('\n').map((line) => `  ${line}`)]),
    '',
    word({
      en: 'Ctrl-C stops it; the next start finds the same data.',
      ja: 'Ctrl-C で停止します。次の起動でも同じデータが使われます。',
    }),
  ].join('\n');
}

type Asked = Pick<Context['deps'], 'workingDirectory' | 'systems'> & {
  readonly place: string;
  readonly purpose: string;
};

function query(system: ReadySystem, { place, purpose, ...deps }: Asked): string {
  return [
    `curl -s ${system.gateway}/graphql -H "Authorization: Bearer $(npx juki token --operator osaka-education-officer${choice(system, deps)})" \\`,
    `  -H 'Juki-Purpose: ${purpose}' -H 'Juki-Case: R8-0001' -H 'Content-Type: application/json' -d @${place}/examples/withheld-numbers.json`,
  ].join('\n');
}

/** How another command is told which system is meant, where it is not the usual one. */
function choice(
  { gateway, directory }: ReadySystem,
  { systems, workingDirectory }: Pick<Context['deps'], 'systems' | 'workingDirectory'>,
): string {
  const { port } = new URL(gateway);
  if (directory !== `${systems}/${port}`) return ` --directory ${placeOf(directory, workingDirectory)}`;
  return Number(port) === usualPort ? '' : ` --port ${port}`;
}
