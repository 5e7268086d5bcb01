import type { GraphQLSchema } from 'graphql';
import { type ReactNode, useEffect, useState } from 'react';
import { FaultNotice } from '../../components/fault-notice.tsx';
import { Notice } from '../../components/notice.tsx';
import { useWords } from '../../lib/language.ts';
import { wordsForCode } from '../../lib/refusal-words.ts';
import type { ContractSchema } from './load-contract-schema.ts';
import { searchSchema } from './search-schema.ts';
import { TypePage } from './type-page.tsx';

/** Lets a person walk through the contract schema (契約スキーマ) of the stated purpose. */
export function SchemaExplorer({ contract, onReload }: { contract: ContractSchema; onReload: () => void }): ReactNode {
  const t = useWords();
  switch (contract.kind) {
    case 'no-purpose':
      return (
        <Notice tone="quiet" testId="schema-no-purpose">
          {t({
            ja: '事務を選ぶと、その事務で見える範囲のスキーマがここに出ます。',
            en: 'Choose a purpose: the schema that it reaches appears here.',
          })}
        </Notice>
      );
    case 'loading':
      return (
        <Notice tone="busy" testId="schema-loading">
          {t({ ja: 'スキーマを読み込んでいます…', en: 'Loading the schema…' })}
        </Notice>
      );
    case 'refused': {
      const words = wordsForCode(contract.code);
      return (
        <Notice tone="closed" testId="schema-refused">
          {words && <p>{t(words)}</p>}
          <p lang="en">{contract.message}</p>
        </Notice>
      );
    }
    case 'fault':
      return <FaultNotice fault={contract.fault} onRetry={onReload} />;
    case 'ready':
      return <ReadyExplorer schema={contract.schema} />;
  }
}

function ReadyExplorer({ schema }: { schema: GraphQLSchema }): ReactNode {
  const t = useWords();
  const root = schema.getQueryType()?.name ?? '';
  const [path, setPath] = useState<readonly string[]>([root]);
  const [typed, setTyped] = useState('');
  // Another purpose, another schema: what was open may not exist there.
  useEffect(() => {
    setPath([schema.getQueryType()?.name ?? '']);
    setTyped('');
  }, [schema]);
  const open = (typeName: string) => {
    setTyped('');
    setPath((before) =>
      before.includes(typeName) ? before.slice(0, before.indexOf(typeName) + 1) : [...before, typeName],
    );
  };
  const hits = searchSchema(schema, typed);
  const type = schema.getType(path.at(-1) ?? root) ?? schema.getQueryType();
  return (
    <div className="schema" data-testid="schema-explorer">
      <input
        type="search"
        className="field"
        value={typed}
        onChange={(event) => setTyped(event.target.value)}
        placeholder={t({ ja: '項目や型を探す（例：氏名）', en: 'Find a field or type' })}
        aria-label={t({ ja: 'スキーマの中を探す', en: 'Search the schema' })}
      />
      {typed.trim() === '' ? (
        <>
          <nav className="schema-path" aria-label={t({ ja: '現在の位置', en: 'Position' })}>
            {path.map((name) => (
              <button
                key={name}
                type="button"
                className="link"
                onClick={() => open(name)}
                aria-current={name === path.at(-1) ? 'page' : undefined}
              >
                {name}
              </button>
            ))}
          </nav>
          {type && <TypePage type={type} onOpen={open} />}
        </>
      ) : (
        <ul className="schema-hits" aria-live="polite">
          {hits.map((hit) => (
            <li key={`${hit.typeName}.${hit.fieldName}`}>
              <button type="button" className="link" onClick={() => open(hit.typeName)}>
                <code>{hit.fieldName === null ? hit.typeName : `${hit.typeName}.${hit.fieldName}`}</code>
              </button>
              <p>{hit.description}</p>
            </li>
          ))}
          {hits.length === 0 && <li>{t({ ja: '見つかりません。', en: 'Nothing found.' })}</li>}
        </ul>
      )}
    </div>
  );
}
