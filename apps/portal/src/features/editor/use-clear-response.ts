import { useGraphiQL } from '@graphiql/react';
import { useEffect } from 'react';

/** Empties the response as long as there is none to show: an answer must not stand under another purpose than its own. */
export function useClearResponse(hasAnswer: boolean): void {
  const { responseEditor } = useGraphiQL(({ responseEditor }) => ({ responseEditor }));
  useEffect(() => {
    if (!hasAnswer) {
      responseEditor?.setValue('');
    }
  }, [hasAnswer, responseEditor]);
}
