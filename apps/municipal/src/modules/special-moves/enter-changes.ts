import type { ChangeIntake } from '../change-notifications/change-intake.ts';
import type { MoveServices } from './move-services.ts';

/** The flows of this module note themselves whom they are about, so the intake need not. */
const noted = { holdPerson: <Shown extends object>(shown: Shown) => shown, asBatch: () => undefined };

/** Enters the changes that a move makes by the way of all changes (住民基本台帳法30条の6). */
export function enterChanges(intake: ChangeIntake): MoveServices['accept'] {
  return (municipalityCode, events) => intake.register(municipalityCode, events, noted);
}
