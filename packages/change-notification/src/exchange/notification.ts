import type { ChangeEvent } from '../event/change-event.ts';

/** 本人確認情報の通知 (住民基本台帳法30条の6第1項, 30条の7第1項): an event as the CS sends it up; it stays the same through all tiers. */
export interface Notification extends ChangeEvent {
  /** UUID version 7: the id of the row in every file that this notification adds to. */
  readonly recordId: string;
  /** 16 random bytes, base64url: without them the hash of a notification would confirm a guess of its numbers. */
  readonly salt: string;
  /** 通知の日 in Asia/Tokyo: the day on which the former row is superseded (令30条の6: from here its 150 years run). */
  readonly notifiedOn: string;
}
