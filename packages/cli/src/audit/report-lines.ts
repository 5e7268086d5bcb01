import type { Finding, LogReport } from '@juki/audit-log/verify';
import type { Context } from '../command-context.ts';
import { table } from '../table.ts';
import type { VerifiedLog } from './verify-logs.ts';

/** Findings that are told to a person for each log; a program gets all of them. */
const mostTold = 10;

/** The reports as people read them: a line for each log, then the evidence of each that is broken. */
export function reportLines(reports: readonly VerifiedLog[], { deps, word }: Context): string {
  const failed = reports.filter(({ verdict }) => verdict !== 'sound');
  const head = [
    word({ en: 'body', ja: '団体' }),
    word({ en: 'verdict', ja: '結果' }),
    word({ en: 'entries', ja: '件数' }),
    word({ en: 'root', ja: 'ルート' }),
    word({ en: 'signed by', ja: '署名鍵' }),
    word({ en: 'witnessed', ja: '立会人の連署' }),
    word({ en: 'last entry', ja: '最終記録' }),
    word({ en: 'contains', ja: '包含を確認した時点' }),
  ];
  const rows = reports.map((report) => {
    if (report.verdict === 'unanswered') return [report.body, word({ en: 'NO ANSWER', ja: '応答なし' })];
    return [
      report.body,
      report.verdict === 'sound' ? word({ en: 'sound', ja: '正常' }) : word({ en: 'BROKEN', ja: '異常' }),
      String(report.checkpoint?.size ?? '-') + openings(report),
      report.checkpoint?.root.slice(0, 16) ?? '-',
      report.checkpoint?.signedBy.map(keyId).join(', ') || '-',
      report.witnessed === null ? '-' : `${report.witnessed.size} × ${report.witnessed.by.length}`,
      report.lastEntry === null ? '-' : age(deps.clock() - Date.parse(report.lastEntry)),
      report.consistentWith.map(({ size }) => size).join(', ') || '-',
    ];
  });
  const [all, bad] = [reports.length, failed.length];
  const verdict =
    bad === 0
      ? word({ en: `VERIFIED: all logs (${all}) are sound.`, ja: `検証済み: ${all} 件のログはすべて正常です。` })
      : word({
          en: `NOT VERIFIED: ${bad} of ${all} logs.`,
          ja: `検証できません: ${all} 件中 ${bad} 件のログ。`,
        });
  return [table([head, ...rows]), ...failed.map(evidence), '', verdict].join('\n');
}

function evidence(report: VerifiedLog): string {
  const head = `\n${report.body} (${report.place}):`;
  if (report.verdict === 'unanswered') return `${head}\n  ${report.reason}`;
  const { findings, omittedFindings } = report;
  const rest = Math.max(0, findings.length - mostTold) + omittedFindings;
  return [
    head,
    ...findings.slice(0, mostTold).map((finding) => `  ${tellFinding(finding)}`),
    ...(rest > 0 ? [`  … and ${rest} more; --json tells them`] : []),
  ].join('\n');
}

/** The kind, then the evidence: enough to be checked again by somebody else. */
function tellFinding({ kind, ...details }: Finding): string {
  const told = Object.entries(details).map(([name, value]) => `${name} ${JSON.stringify(value)}`);
  return [kind, ...told].join('  ');
}

function openings({ openings: opened, unopened }: LogReport): string {
  return opened + unopened === 0 ? '' : ` (${opened} opened)`;
}

/** The key id of a verifier key, `name+id+key`. */
function keyId(verifierKey: string): string {
  return verifierKey.split('+')[1] ?? verifierKey;
}

function age(milliseconds: number): string {
  const minutes = Math.max(0, Math.floor(milliseconds / 60_000));
  if (minutes < 60) return `${minutes} min`;
  if (minutes < 48 * 60) return `${Math.floor(minutes / 60)} h`;
  return `${Math.floor(minutes / (24 * 60))} d`;
}
