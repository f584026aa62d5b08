import { IcsFault, type IcsLine, icsLines } from './ics-lines.js';
import { type CalendarDay, dayOfYear, yearlyRule } from './yearly-rule.js';

/** More days than that in one event are no holiday. */
const longestDays = 60;
/** What is read must not keep everybody else waiting. */
const mostEvents = 2_000;
const firstYear = 1900;
const dayMilliseconds = 86_400_000;

/**
 * The days of an iCalendar file (RFC 5545) that lie in `from`..`to`, as `YYYY-MM-DD`, sorted, each once: what its events of whole days cover, with those
 * that come again each year, without those that were called off. Throws IcsFault, which names the line, for what is no such file, for events with a time
 * of day and for rules that are not yearly.
 */
export function holidaysOf(text: string, from: string, to: string): string[] {
  const days = new Set<string>();
  const lastYear = Number(to.slice(0, 4));
  for (const event of eventsOf(icsLines(text))) {
    const mayReach = startsOf(event, lastYear).filter((start) => isoDay(start, event.days) > from);
    for (const start of mayReach) {
      for (let offset = 0; offset < event.days; offset += 1) {
        const day = isoDay(start, offset);
        if (day >= from && day <= to) days.add(day);
      }
    }
  }
  return [...days].sort();
}

interface HolidayEvent {
  start: CalendarDay;
  days: number;
  rule: IcsLine | undefined;
  /** Days that were added, and days that were taken out, as `YYYYMMDD`. */
  added: string[];
  out: string[];
}

/** On which days an event begins, up to the end of a year. */
function startsOf({ start, rule: line, added, out }: HolidayEvent, lastYear: number): CalendarDay[] {
  const starts = [start, ...added.map((text) => dayOf(text) as CalendarDay)];
  const rule = line && yearlyRule(line, start);
  for (let [year, count] = [start.year, 1]; rule && year <= lastYear && count < rule.count; year += rule.interval) {
    const next = dayOfYear(rule, year);
    if (!next || compact(next) <= compact(start)) continue;
    if (compact(next) > rule.until) break;
    starts.push(next);
    count += 1;
  }
  const gone = new Set(out);
  return starts.filter((day) => !gone.has(compact(day)));
}

/** The events of a file that were not called off. */
function eventsOf(lines: readonly IcsLine[]): HolidayEvent[] {
  const events: HolidayEvent[] = [];
  const open: IcsLine[] = [];
  let properties: IcsLine[] = [];
  if (lines[0]?.name !== 'BEGIN' || lines[0].value.toUpperCase() !== 'VCALENDAR')
    throw new IcsFault(lines[0]?.line ?? 1, 'is no iCalendar file: it must begin with BEGIN:VCALENDAR');
  for (const line of lines) {
    if (line.name === 'BEGIN') {
      open.push(line);
      if (isEvent(open)) properties = [];
      if (events.length === mostEvents) throw new IcsFault(line.line, `there are more than ${mostEvents} events`);
    } else if (line.name === 'END') {
      const begun = open.at(-1);
      if (begun?.value.toUpperCase() !== line.value.toUpperCase())
        throw new IcsFault(line.line, `END:${line.value} ends nothing that has begun`);
      if (isEvent(open)) events.push(...eventOf(properties, begun.line));
      open.pop();
    } else if (isEvent(open)) properties.push(line);
  }
  const [unfinished] = open;
  if (unfinished) throw new IcsFault(open.at(-1)?.line ?? unfinished.line, `${open.at(-1)?.value ?? ''} does not end`);
  return events;
}

const isEvent = (open: readonly IcsLine[]) => open.length === 2 && open[1]?.value.toUpperCase() === 'VEVENT';

function eventOf(properties: readonly IcsLine[], begun: number): HolidayEvent[] {
  const one = (name: string) => properties.find((line) => line.name === name);
  const all = (name: string) => properties.filter((line) => line.name === name).flatMap(daysOf);
  if (one('STATUS')?.value.toUpperCase() === 'CANCELLED') return [];
  const changed = one('RECURRENCE-ID');
  if (changed)
    throw new IcsFault(
      changed.line,
      'RECURRENCE-ID changes one day of a series: write that day as an event of its own',
    );
  const startLine = one('DTSTART');
  if (!startLine) throw new IcsFault(begun, 'the event has no DTSTART');
  const [start] = daysOf(startLine).map((text) => dayOf(text));
  if (!start || start.year < firstYear) throw new IcsFault(startLine.line, `DTSTART lies before ${firstYear}`);
  const days = lengthOf(start, one('DTEND'), one('DURATION'));
  return [{ start, days, rule: one('RRULE'), added: all('RDATE'), out: all('EXDATE') }];
}

/** The days of a property, `YYYYMMDD`. */
function daysOf({ line, name, value }: IcsLine): string[] {
  return value.split(',').map((text) => {
    if (/^\d{8}T/.test(text)) throw new IcsFault(line, `${name} has a time of day: only whole days can be holidays`);
    if (!dayOf(text)) throw new IcsFault(line, `${name} '${text.slice(0, 40)}' is no day such as 20261001`);
    return text;
  });
}

/** The end is the day after the last one. */
function lengthOf(start: CalendarDay, end: IcsLine | undefined, duration: IcsLine | undefined): number {
  const line = end ?? duration;
  if (!line) return 1;
  const last = end && dayOf(daysOf(end)[0] ?? '');
  const days = last ? Math.max(1, (utc(last) - utc(start)) / dayMilliseconds) : daysOfDuration(line);
  if (last && utc(last) < utc(start)) throw new IcsFault(line.line, 'DTEND lies before DTSTART');
  if (days > longestDays)
    throw new IcsFault(line.line, `${line.name} makes ${days} days of it, more than ${longestDays}`);
  return days;
}

function daysOfDuration({ line, value }: IcsLine): number {
  const [, number, unit] = /^P(\d{1,4})([DW])$/i.exec(value) ?? [];
  const days = Number(number ?? 0) * (unit?.toUpperCase() === 'W' ? 7 : 1);
  if (days < 1) throw new IcsFault(line, `DURATION '${value.slice(0, 40)}' is no number of days such as P3D`);
  return days;
}

/** A day that the calendar has; undefined for any other text. */
function dayOf(text: string): CalendarDay | undefined {
  const [, year, month, day] = /^(\d{4})(\d{2})(\d{2})$/.exec(text) ?? [];
  const found = { year: Number(year), month: Number(month), day: Number(day) };
  if (year === undefined || found.year < 1) return undefined;
  return new Date(utc(found)).toISOString().slice(0, 10).replaceAll('-', '') === text ? found : undefined;
}

const utc = ({ year, month, day }: CalendarDay): number => new Date(0).setUTCFullYear(year, month - 1, day);
const isoDay = (day: CalendarDay, offset: number) =>
  new Date(utc(day) + offset * dayMilliseconds).toISOString().slice(0, 10);
const compact = (day: CalendarDay) => isoDay(day, 0).replaceAll('-', '');
