import type { ReactNode } from 'react';
import { Icon, type IconName } from '../../components/icon.tsx';
import { type Bilingual, useWords } from '../../lib/language.ts';
import type { Outcome } from './outcome.ts';

interface Headline {
  readonly tone: 'open' | 'partly' | 'closed' | 'empty' | 'fault';
  readonly icon: IconName;
  readonly words: Bilingual;
  readonly detail: Bilingual | null;
}

/** What became of the request, in one line. */
export function Verdict({ outcome }: { outcome: Outcome }): ReactNode {
  const t = useWords();
  const { tone, icon, words, detail } = headlineOf(outcome);
  return (
    <div className={`verdict is-${tone}`} role="status" data-testid="verdict" data-verdict={tone}>
      <Icon name={icon} />
      <strong>{t(words)}</strong>
      {detail && <span className="verdict-detail">{t(detail)}</span>}
      {outcome.kind === 'answered' && outcome.request !== null && (
        <span className="verdict-detail" data-testid="request-number">
          {t({ ja: '記録番号', en: 'Recorded as' })} <code>{outcome.request}</code>
        </span>
      )}
    </div>
  );
}

function headlineOf(outcome: Outcome): Headline {
  switch (outcome.kind) {
    case 'fault':
      return { tone: 'fault', icon: 'warning', words: { ja: '照会できませんでした', en: 'Not asked' }, detail: null };
    case 'refused':
      return {
        tone: 'closed',
        icon: 'stop',
        words: { ja: '断られました', en: 'Refused' },
        detail: { ja: '何も開示されていません', en: 'Nothing was disclosed' },
      };
    case 'answered': {
      const { people, withheld } = outcome;
      if (people?.length === 0) {
        return {
          tone: 'empty',
          icon: 'check',
          words: { ja: '該当者なし', en: 'Nobody found' },
          detail: {
            ja: '存在しない人と、この事務では見えない人は、同じ答えになります',
            en: 'Somebody who does not exist and somebody hidden from this purpose answer alike',
          },
        };
      }
      if (people === null && withheld.length > 0) {
        return {
          tone: 'closed',
          icon: 'lock',
          words: { ja: `不開示（${withheld.length} 項目）`, en: `Withheld (${withheld.length})` },
          detail: { ja: '検索は行われていません', en: 'Nobody was searched for' },
        };
      }
      const detail =
        people === null
          ? { ja: '応答あり', en: 'Answered' }
          : { ja: `${people.length} 件`, en: `${people.length} found` };
      return withheld.length === 0
        ? { tone: 'open', icon: 'check', words: { ja: '開示', en: 'Disclosed' }, detail }
        : {
            tone: 'partly',
            icon: 'lock',
            words: { ja: `一部不開示（${withheld.length} 項目）`, en: `Partly withheld (${withheld.length})` },
            detail,
          };
    }
  }
}
