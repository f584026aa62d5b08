import { DateTime } from 'luxon';
import { roundedUp } from './agenda.js';

/** When people report: from Monday to Friday, in the place's own hours. */
const opens = 8;
const closes = 18;

/** Spreads `count` reports evenly over the working time of so many days from `startsAt`; in milliseconds, rising, in steps of five minutes. */
export function reportTimes(count: number, days: number, startsAt: number, timeZone: string): number[] {
  const mornings = workingMornings(days, startsAt, timeZone);
  const minutesPerDay = (closes - opens) * 60;
  return Array.from({ length: count }, (_, index) => {
    const minutes = ((index + 0.5) / count) * days * minutesPerDay;
    const morning = mornings[Math.floor(minutes / minutesPerDay)] ?? startsAt;
    return roundedUp(morning + (minutes % minutesPerDay) * 60_000);
  });
}

function workingMornings(days: number, startsAt: number, timeZone: string): number[] {
  const first = DateTime.fromMillis(startsAt, { zone: timeZone }).startOf('day');
  const mornings: number[] = [];
  for (let day = 0; mornings.length < days; day += 1) {
    const morning = first.plus({ days: day }).set({ hour: opens });
    if (morning.weekday <= 5 && morning.toMillis() >= startsAt) mornings.push(morning.toMillis());
  }
  return mornings;
}
