import type { Notification } from '../exchange/notification.ts';

/** A notification as it came: whose, and under which number. */
export interface Incoming {
  readonly sender: string;
  readonly sequence: number;
  readonly notification: Notification;
}
