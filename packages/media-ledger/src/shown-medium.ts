import type { MediumEntry } from './medium-entry.ts';

/** An entry as the graph shows it: times as texts. */
export interface ShownMedium extends Omit<MediumEntry, 'enteredAt' | 'dueAt' | 'body' | 'request'> {
  readonly enteredAt: string;
  readonly dueAt: string | null;
}

/** Shows an entry to a person of its body. */
export function showMedium({ body: _body, request: _request, ...entry }: MediumEntry): ShownMedium {
  return {
    ...entry,
    enteredAt: new Date(entry.enteredAt).toISOString(),
    dueAt: entry.dueAt === null ? null : new Date(entry.dueAt).toISOString(),
  };
}
