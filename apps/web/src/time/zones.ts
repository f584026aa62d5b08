/** Times of a place: an instant as the clock on the wall there shows it, and back. */

const pad = (value: number, digits = 2) => String(value).padStart(digits, '0');

const formats = new Map<string, Intl.DateTimeFormat>();

function formatOf(zone: string): Intl.DateTimeFormat {
  const known = formats.get(zone);
  if (known) return known;
  const made = new Intl.DateTimeFormat('en-US', {
    timeZone: zone,
    hourCycle: 'h23',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
    hour: '2-digit',
    minute: '2-digit',
    second: '2-digit',
  });
  formats.set(zone, made);
  return made;
}

/** Minutes that the zone is ahead of UTC at this instant. */
export function offsetMinutes(milliseconds: number, zone: string): number {
  const parts = Object.fromEntries(
    formatOf(zone)
      .formatToParts(milliseconds)
      .map(({ type, value }) => [type, Number(value)]),
  );
  const { year = 0, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = parts;
  const wall = Date.UTC(year, month - 1, day, hour, minute, second);
  return Math.round((wall - Math.floor(milliseconds / 1000) * 1000) / 60_000);
}

/** `2026-03-02T09:30` as `<input type="datetime-local">` wants it. */
export function wallTime(milliseconds: number, zone: string): string {
  const shifted = new Date(milliseconds + offsetMinutes(milliseconds, zone) * 60_000);
  const date = `${pad(shifted.getUTCFullYear(), 4)}-${pad(shifted.getUTCMonth() + 1)}-${pad(shifted.getUTCDate())}`;
  return `${date}T${pad(shifted.getUTCHours())}:${pad(shifted.getUTCMinutes())}`;
}

/** The instant of a wall time; one that the spring change skips is an hour later, of one that comes twice the first. NaN if it is none. */
export function instantOfWall(wall: string, zone: string): number {
  const asUtc = Date.parse(`${wall}Z`);
  if (Number.isNaN(asUtc)) return Number.NaN;
  const offsets = [asUtc - 86_400_000, asUtc + 86_400_000].map((around) => offsetMinutes(around, zone));
  const instants = offsets.map((offset) => asUtc - offset * 60_000);
  const right = instants.filter((instant) => wallTime(instant, zone) === wallTime(asUtc, 'UTC'));
  return right.length > 0 ? Math.min(...right) : Math.max(...instants);
}

/** When the day of this instant began there. */
export const startOfDay = (milliseconds: number, zone: string): number =>
  instantOfWall(`${wallTime(milliseconds, zone).slice(0, 10)}T00:00`, zone);

/** Midnight so many days later there; days of a change of clocks have 23 or 25 hours. */
export function addDays(midnight: number, days: number, zone: string): number {
  return startOfDay(midnight + days * 86_400_000 + 43_200_000, zone);
}

export const viewerZone = (): string => Intl.DateTimeFormat().resolvedOptions().timeZone;
