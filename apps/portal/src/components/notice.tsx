import type { ReactNode } from 'react';

/** How a notice speaks: `quiet` tells, `busy` waits, `closed` is the law at work, `fault` is something broken. */
export type NoticeTone = 'quiet' | 'busy' | 'closed' | 'fault';

interface NoticeProps {
  readonly tone: NoticeTone;
  readonly testId: string;
  readonly children: ReactNode;
}

/** A short message in its place. Faults interrupt a screen reader, the others wait their turn. */
export function Notice({ tone, testId, children }: NoticeProps): ReactNode {
  return (
    <div className={`notice notice-${tone}`} role={tone === 'fault' ? 'alert' : 'status'} data-testid={testId}>
      {children}
    </div>
  );
}
