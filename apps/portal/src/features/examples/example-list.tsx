import type { ReactNode } from 'react';
import { useWords } from '../../lib/language.ts';
import type { Example } from './example.ts';

interface ListProps {
  readonly examples: readonly Example[];
  /** The id of the person who has signed in; `null` before that. */
  readonly operatorId: string | null;
  readonly onOpen: (example: Example) => void;
  /** Signs in as the person for whom an example is meant, and opens it then. */
  readonly onOpenAs: (example: Example) => void;
}

/** The ready-made queries. One that is meant for another operator says so, and offers to sign in as that one. */
export function ExampleList({ examples, operatorId, onOpen, onOpenAs }: ListProps): ReactNode {
  const t = useWords();
  return (
    <ul className="examples" data-testid="examples">
      {examples.map((example) => {
        const isForAnother = example.operator !== null && example.operator !== operatorId;
        return (
          <li key={example.id}>
            <button
              type="button"
              className="example"
              data-testid={`example-${example.id}`}
              onClick={() => (isForAnother ? onOpenAs(example) : onOpen(example))}
            >
              <strong>{t(example.title)}</strong>
              {t(example.about) !== '' && <span className="example-about">{t(example.about)}</span>}
              {isForAnother && (
                <span className="example-operator">
                  {t({
                    ja: `${example.operator} としてログインして開く`,
                    en: `Opens after signing in as ${example.operator}`,
                  })}
                </span>
              )}
            </button>
          </li>
        );
      })}
    </ul>
  );
}
