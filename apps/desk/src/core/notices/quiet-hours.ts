import { DateTime } from 'luxon';

/** Hours of the place's clock in which nobody is sent a mail: from nine in the evening to eight in the morning. */
export const quietHours = { from: 21, to: 8 } as const;

/** The instant itself, or where it falls into quiet hours of the zone the end of these. */
export function outsideQuietHours(at: Date, timeZone: string): Date {
  const local = DateTime.fromJSDate(at, { zone: timeZone });
  if (local.hour < quietHours.from && local.hour >= quietHours.to) return at;
  const day = local.hour >= quietHours.from ? local.plus({ days: 1 }) : local;
  return day.set({ hour: quietHours.to, minute: 0, second: 0, millisecond: 0 }).toJSDate();
}
