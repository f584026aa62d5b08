/** A calendar week of ISO 8601 in UTC: from Monday 00:00. */
export interface Week {
  /** Such as `2026-W09`. */
  period: string;
  start: Date;
  /** The start of the next week. */
  end: Date;
}

const day = 86_400_000;
const week = 7 * day;
/** 1970-01-05 was the first Monday. */
const firstMonday = 4 * day;

/** The week in which this moment lies. */
export function weekOf(time: Date): Week {
  const start = new Date(Math.floor((time.getTime() - firstMonday) / week) * week + firstMonday);
  return { period: nameOf(start), start, end: new Date(start.getTime() + week) };
}

/** The last `count` weeks that are over at this moment, oldest first. */
export function weeksBefore(time: Date, count: number): Week[] {
  const running = weekOf(time).start.getTime();
  return Array.from({ length: count }, (_, index) => weekOf(new Date(running - (count - index) * week)));
}

/** Year and number of a week belong to its Thursday (ISO 8601). */
function nameOf(monday: Date): string {
  const thursday = new Date(monday.getTime() + 3 * day);
  const year = thursday.getUTCFullYear();
  const number = Math.floor((thursday.getTime() - Date.UTC(year, 0, 1)) / week) + 1;
  return `${year}-W${String(number).padStart(2, '0')}`;
}
