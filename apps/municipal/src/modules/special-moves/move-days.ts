const millisecondsOfDay = 86_400_000;

/** Whether text names a day that exists, `YYYY-MM-DD`. */
export function isDay(text: string): boolean {
  return /^\d{4}-\d{2}-\d{2}$/.test(text) && dayAfter(text, 0) === text;
}

/** The day some days after another; empty for something that is no day. */
export function dayAfter(day: string, days: number): string {
  const time = Date.parse(`${day}T00:00:00Z`) + days * millisecondsOfDay;
  return Number.isNaN(time) ? '' : new Date(time).toISOString().slice(0, 10);
}

/**
 * The day from which an unclaimed notice is erased (24条の2第4項, 令24条の4): thirty days have passed since the planned day.
 * From the same day on the special rule does not apply any more (令24条の2第1項2号), so that nothing is kept in vain.
 */
export function eraseFrom(plannedOn: string): string {
  return dayAfter(plannedOn, 31);
}

/** 令24条の2第1項2号: before thirty days since the planned day, or fourteen since moving in, have passed; the earlier counts. */
export function specialRuleApplies({
  plannedOn,
  movedOn,
  today,
}: Record<'plannedOn' | 'movedOn' | 'today', string>): boolean {
  return today < eraseFrom(plannedOn) && today < dayAfter(movedOn, 15);
}
