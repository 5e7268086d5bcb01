import type { ReactNode } from 'react';
import { useWords } from '../../lib/language.ts';
import { isLedgerNumber } from '../../lib/request-headers.ts';

interface FieldProps {
  readonly value: string;
  readonly onChange: (value: string) => void;
}

/** The number of the entry in the usage ledger (利用管理簿) under which the request is made. */
export function LedgerNumberField({ value, onChange }: FieldProps): ReactNode {
  const t = useWords();
  const isWrong = value.trim() !== '' && !isLedgerNumber(value);
  return (
    <label className="ledger">
      <span className="caption">{t({ ja: '利用管理簿の番号', en: 'Usage-ledger number' })}</span>
      <input
        type="text"
        className="field"
        data-testid="ledger-number"
        required
        autoComplete="off"
        spellCheck={false}
        maxLength={64}
        value={value}
        aria-invalid={isWrong}
        placeholder={t({ ja: '必須', en: 'Required' })}
        title={t({
          ja: '英数字とハイフン、点、斜線で64字まで',
          en: 'Up to 64 letters, digits, hyphens, dots or slashes',
        })}
        onChange={(event) => onChange(event.target.value)}
      />
      {isWrong && (
        <span className="ledger-wrong" role="status" data-testid="ledger-number-wrong">
          {t({ ja: '英数字と -./ のみ', en: 'A–Z, 0–9, -./ only' })}
        </span>
      )}
    </label>
  );
}
