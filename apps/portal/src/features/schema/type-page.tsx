import {
  type GraphQLArgument,
  type GraphQLNamedType,
  type GraphQLType,
  getNamedType,
  isAbstractType,
  isEnumType,
  isInputObjectType,
  isObjectType,
  isSpecifiedScalarType,
  isUnionType,
} from 'graphql';
import type { ReactNode } from 'react';
import { useWords } from '../../lib/language.ts';
import { fieldsOf } from './fields-of.ts';

interface PageProps {
  readonly type: GraphQLNamedType;
  readonly onOpen: (typeName: string) => void;
}

/** One type of the schema: its description, and its fields or values with theirs. */
export function TypePage({ type, onOpen }: PageProps): ReactNode {
  const t = useWords();
  return (
    <article className="schema-type">
      <h3>
        <span className="schema-kind">{t(kindWords(type))}</span> {type.name}
      </h3>
      {type.description && <p>{type.description}</p>}
      <dl>
        {fieldsOf(type).map((field) => (
          <div key={field.name}>
            <dt>
              <code>{field.name}</code>
              {'args' in field && field.args.length > 0 && <Arguments of={field.args} onOpen={onOpen} />}
              <span className="schema-colon">: </span>
              <TypeLink type={field.type} onOpen={onOpen} />
            </dt>
            {field.description && <dd>{field.description}</dd>}
          </div>
        ))}
        {isEnumType(type) &&
          type.getValues().map((value) => (
            <div key={value.name}>
              <dt>
                <code>{value.name}</code>
              </dt>
              {value.description && <dd>{value.description}</dd>}
            </div>
          ))}
        {isUnionType(type) &&
          type.getTypes().map((member) => <TypeLink key={member.name} type={member} onOpen={onOpen} />)}
      </dl>
    </article>
  );
}

function Arguments({ of, onOpen }: { of: readonly GraphQLArgument[]; onOpen: (typeName: string) => void }): ReactNode {
  return (
    <span className="schema-arguments">
      (
      {of.map((argument, index) => (
        <span key={argument.name}>
          {index > 0 && ', '}
          <code>{argument.name}</code>: <TypeLink type={argument.type} onOpen={onOpen} />
        </span>
      ))}
      )
    </span>
  );
}

function TypeLink({ type, onOpen }: { type: GraphQLType; onOpen: (typeName: string) => void }): ReactNode {
  const named = getNamedType(type);
  if (isSpecifiedScalarType(named)) {
    return <code className="schema-scalar">{String(type)}</code>;
  }
  return (
    <button type="button" className="link" onClick={() => onOpen(named.name)}>
      <code>{String(type)}</code>
    </button>
  );
}

function kindWords(type: GraphQLNamedType): { ja: string; en: string } {
  if (isInputObjectType(type)) {
    return { ja: '入力', en: 'input' };
  }
  if (isEnumType(type)) {
    return { ja: '列挙', en: 'enum' };
  }
  if (isAbstractType(type)) {
    return { ja: '共通の形', en: isUnionType(type) ? 'union' : 'interface' };
  }
  return isObjectType(type) ? { ja: '型', en: 'type' } : { ja: '値', en: 'scalar' };
}
