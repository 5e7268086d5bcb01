import { ResponseEditor } from '@graphiql/react';
import type { ReactNode } from 'react';

/** The response as it came, in JSON. */
export function ResponseJson(): ReactNode {
  return (
    <div className="response-json graphiql-container" data-testid="response-json">
      <ResponseEditor />
    </div>
  );
}
