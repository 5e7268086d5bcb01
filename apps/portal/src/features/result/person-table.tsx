import type { ReactNode } from 'react';
import { Icon } from '../../components/icon.tsx';
import { itemName } from '../../lib/item-names.ts';
import { useWords } from '../../lib/language.ts';
import type { Cell, FoundPerson } from './find-people.ts';

interface TableProps {
  readonly person: FoundPerson;
  readonly number: number;
  readonly valueNames: ReadonlyMap<string, string>;
}

/** One person: items down, the records of the tiers across, so that a difference meets the eye. */
export function PersonTable({ person, number, valueNames }: TableProps): ReactNode {
  const t = useWords();
  const nameOf = (field: string) => {
    const name = itemName(field);
    return name === null ? field : t(name);
  };
  return (
    <table className="person" data-testid={`person-${number}`}>
      <thead>
        <tr>
          <th scope="col">{t({ ja: '項目', en: 'Item' })}</th>
          {person.records.map((record) => (
            <th key={record} scope="col">
              {nameOf(record)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {person.rows.map(({ field, cells, differs }) => (
          <tr key={field} className={differs ? 'is-different' : undefined} data-testid={`row-${field}`}>
            <th scope="row">
              {nameOf(field)}
              {differs && <span className="tag tag-warning">{t({ ja: '相違', en: 'Differs' })}</span>}
            </th>
            {cells.map((cell, index) => (
              <td key={person.records[index]}>
                <CellText cell={cell} valueNames={valueNames} />
              </td>
            ))}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function CellText({ cell, valueNames }: { cell: Cell; valueNames: ReadonlyMap<string, string> }): ReactNode {
  const t = useWords();
  switch (cell.kind) {
    case 'value':
      return t({ ja: valueNames.get(cell.text) ?? cell.text, en: cell.text });
    case 'withheld':
      return (
        <span className="closed">
          <Icon name="lock" /> {t({ ja: '不開示', en: 'Withheld' })}
        </span>
      );
    case 'empty':
      return <span className="faint">{t({ ja: '（なし）', en: '(none)' })}</span>;
    case 'not-asked':
      return <span className="faint">—</span>;
  }
}
