const dayMs = 86_400_000;

/** The day that is so many days after another, `YYYY-MM-DD`. */
function addDays(day: string, days: number): string {
  return new Date(Date.parse(`${day}T00:00:00Z`) + days * dayMs).toISOString().slice(0, 10);
}

/**
 * 開示の期限: within 30 days reckoned from the day of acceptance (「受理した日から起算して三十日以内」, 住民基本台帳法30条の33第1項), so
 * that day is the first of the thirty.
 */
export function dueOn(receivedOn: string): string {
  return addDays(receivedOn, 29);
}

/** Whole days from one day to another. */
export function daysBetween(from: string, to: string): number {
  return Math.round((Date.parse(`${to}T00:00:00Z`) - Date.parse(`${from}T00:00:00Z`)) / dayMs);
}
