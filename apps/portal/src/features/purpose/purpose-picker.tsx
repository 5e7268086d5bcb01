import { type KeyboardEvent, type ReactNode, useId, useRef, useState } from 'react';
import { Icon } from '../../components/icon.tsx';
import { useWords } from '../../lib/language.ts';
import { type ListedPurpose, placeOf } from './purpose.ts';
import { searchPurposes } from './search-purposes.ts';

/** The catalogue lists some nine hundred; nobody scrolls that far, and typing a word narrows it. */
const most = 60;

interface PickerProps {
  readonly purposes: readonly ListedPurpose[];
  readonly chosen: ListedPurpose | null;
  readonly onChoose: (purpose: ListedPurpose) => void;
}

/**
 * The searchable list of purposes (事務の選択): a combobox after the ARIA pattern. Arrow keys move, Enter chooses, Escape
 * closes. Purposes that this person may not state are shown below the others and can be chosen: the refusal with its
 * article teaches more than a missing line.
 */
export function PurposePicker({ purposes, chosen, onChoose }: PickerProps): ReactNode {
  const t = useWords();
  const listId = useId();
  const input = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const [typed, setTyped] = useState('');
  const [active, setActive] = useState(0);
  const found = isOpen ? searchPurposes(purposes, typed) : [];
  const shown = found.slice(0, most);
  const close = () => {
    setOpen(false);
    setTyped('');
  };
  const choose = (purpose: ListedPurpose | undefined) => {
    if (purpose !== undefined) {
      onChoose(purpose);
      close();
    }
  };
  const move = (index: number) => {
    const next = Math.max(0, Math.min(shown.length - 1, index));
    setActive(next);
    document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' });
  };
  const open = () => setOpen(true);
  const actionFor = (key: string): (() => void) | null => {
    switch (key) {
      case 'ArrowDown':
        return isOpen ? () => move(active + 1) : open;
      case 'ArrowUp':
        return () => move(active - 1);
      case 'Enter':
        return isOpen ? () => choose(shown[active]) : open;
      case 'Escape':
        return close;
      default:
        return null;
    }
  };
  const onKeyDown = (event: KeyboardEvent) => {
    const action = actionFor(event.key);
    // While kana are being converted, Enter and the arrows belong to the input method.
    if (action !== null && !event.nativeEvent.isComposing) {
      event.preventDefault();
      action();
    }
  };
  return (
    <div className="picker">
      <input
        ref={input}
        type="text"
        role="combobox"
        className="field"
        data-testid="purpose-picker"
        aria-label={t({ ja: '事務（法律の定める目的）', en: 'Statutory purpose' })}
        aria-expanded={isOpen}
        aria-controls={listId}
        aria-autocomplete="list"
        aria-activedescendant={isOpen && shown.length > 0 ? `${listId}-${active}` : undefined}
        autoComplete="off"
        spellCheck={false}
        value={isOpen ? typed : chosen === null ? '' : `${t(chosen.title)}`}
        placeholder={
          isOpen && chosen !== null
            ? t(chosen.title)
            : t({ ja: '事務を選んでください（条文・言葉で検索）', en: 'Choose a purpose (search by article or word)' })
        }
        onFocus={open}
        onClick={open}
        onBlur={close}
        onChange={(event) => {
          setTyped(event.target.value);
          setActive(0);
          setOpen(true);
        }}
        onKeyDown={onKeyDown}
      />
      <Icon name="chevron" />
      {isOpen && (
        <div
          className="picker-list"
          id={listId}
          role="listbox"
          aria-label={t({ ja: '事務の一覧', en: 'Purposes' })}
          data-testid="purpose-list"
        >
          {shown.map((purpose, index) => (
            <PurposeOption
              key={purpose.id}
              id={`${listId}-${index}`}
              purpose={purpose}
              isActive={index === active}
              isChosen={purpose.id === chosen?.id}
              onChoose={() => {
                choose(purpose);
                input.current?.blur();
              }}
            />
          ))}
          {found.length > most && (
            <p className="picker-empty">
              {t({
                ja: `ほかに ${found.length - most} 件。言葉を加えて絞り込めます。`,
                en: `${found.length - most} more: type a word to narrow down.`,
              })}
            </p>
          )}
          {shown.length === 0 && (
            <p className="picker-empty">{t({ ja: '当てはまる事務がありません。', en: 'No purpose fits.' })}</p>
          )}
        </div>
      )}
    </div>
  );
}

interface OptionProps {
  readonly id: string;
  readonly purpose: ListedPurpose;
  readonly isActive: boolean;
  readonly isChosen: boolean;
  readonly onChoose: () => void;
}

function PurposeOption({ id, purpose, isActive, isChosen, onChoose }: OptionProps): ReactNode {
  const t = useWords();
  return (
    // biome-ignore lint/a11y/useFocusableInteractive: an option is reached by aria-activedescendant
    // biome-ignore lint/a11y/useKeyWithClickEvents: the keys are handled by the combobox
    <div
      id={id}
      role="option"
      aria-selected={isChosen}
      className={`picker-option${isActive ? ' is-active' : ''}${purpose.statable ? '' : ' is-closed'}`}
      data-testid={`purpose-${purpose.id}`}
      // Choosing on mouse down would lose to the input's blur; preventing it keeps the focus.
      onMouseDown={(event) => event.preventDefault()}
      onClick={onChoose}
    >
      <span className="picker-title">{t(purpose.title)}</span>
      <span className="picker-place">{placeOf(purpose)}</span>
      {!purpose.statable && <span className="tag">{t({ ja: '権限なし', en: 'Not yours' })}</span>}
      {purpose.caseRequired && <span className="tag">{t({ ja: '利用管理簿', en: 'Ledger' })}</span>}
      <span className="picker-articles">{purpose.articles.map(t).join('、')}</span>
    </div>
  );
}
