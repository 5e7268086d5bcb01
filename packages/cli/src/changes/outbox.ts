import type { Context } from '../command-context.ts';
import { table } from '../table.ts';

/** 送信箱, as the graph shows it. */
export interface Outbox {
  readonly last: number;
  readonly confirmed: number;
  readonly unconfirmed: number;
  readonly waiting: number;
  readonly openRefusals: number;
  readonly halted: string | null;
  readonly lastConfirmedAt: string | null;
  readonly lastFault: string | null;
}

/** Of whom an outbox is, and how it is asked for. */
export interface OutboxWords {
  readonly purpose: string;
  readonly outbox: string;
  readonly resume: string;
}

const fields = 'last confirmed unconfirmed waiting openRefusals halted lastConfirmedAt lastFault';

/** The words for the outbox of a municipality, or of a prefecture. */
export function outboxWords(ofPrefecture: boolean): OutboxWords {
  const tier = ofPrefecture ? 'prefectural' : 'municipal';
  return {
    purpose: ofPrefecture ? 'juki-notification-operation' : 'municipal-register',
    outbox: `query Outbox { outbox: ${tier}ChangeOutbox { ${fields} } }`,
    resume: `mutation Resume { outbox: resume${ofPrefecture ? 'Prefectural' : 'Municipal'}Notifications { ${fields} } }`,
  };
}

/** The outbox as a person reads it. */
export function outboxLines(outbox: Outbox, { word }: Pick<Context, 'word'>): string {
  const { last, confirmed, unconfirmed, waiting, openRefusals, halted, lastConfirmedAt, lastFault } = outbox;
  const none = word({ en: 'none', ja: 'なし' });
  return table([
    [word({ en: 'last number given out', ja: '最終の通知番号' }), String(last)],
    [word({ en: 'confirmed up to', ja: '受領済みの番号' }), String(confirmed)],
    [word({ en: 'not confirmed yet', ja: '未受領' }), String(unconfirmed)],
    [word({ en: 'held by the receiver', ja: '通知先で保留' }), String(waiting)],
    [word({ en: 'open refusals', ja: '未処理のエラー' }), String(openRefusals)],
    [word({ en: 'last confirmed at', ja: '最後の受領' }), lastConfirmedAt ?? none],
    [word({ en: 'last fault', ja: '直近の障害' }), lastFault ?? none],
    [
      word({ en: 'halted', ja: '停止' }),
      halted === null
        ? word({ en: 'no', ja: 'なし' })
        : `${halted} ${word({ en: 'After a restore: juki changes adopt', ja: '復元の後であれば juki changes adopt' })}`,
    ],
  ]);
}
