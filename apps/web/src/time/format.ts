import { type Language, languageTags, useLanguage } from '../texts/language.js';
import { amountOf } from './money.js';
import { offsetMinutes, viewerZone, wallTime } from './zones.js';

/** How numbers, money, times and spans are written in a language. */
export type Format = ReturnType<typeof formatFor>;

const minuteMilliseconds = 60_000;

export function formatFor(language: Language, viewer = viewerZone()) {
  const tag = languageTags[language];
  const dated = (options: Intl.DateTimeFormatOptions) => {
    const known = new Map<string, Intl.DateTimeFormat>();
    return (instant: string | number, zone: string = viewer) => {
      const milliseconds = typeof instant === 'number' ? instant : Date.parse(instant);
      const elsewhere = zone !== viewer && offsetMinutes(milliseconds, zone) !== offsetMinutes(milliseconds, viewer);
      const named = elsewhere && options.hour ? { timeZoneName: 'short' as const } : {};
      const name = `${zone} ${elsewhere}`;
      // making one takes a hundred times as long as using it
      const format = known.get(name) ?? new Intl.DateTimeFormat(tag, { ...options, ...named, timeZone: zone });
      known.set(name, format);
      return format.format(milliseconds);
    };
  };
  const plain = new Intl.NumberFormat(tag, { maximumFractionDigits: 1 });
  const rate = new Intl.NumberFormat(tag, { maximumSignificantDigits: 3 });
  const clock = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const number = (value: number) => plain.format(value);
  return {
    /** The zone is named when the clock there is not the viewer's. */
    time: dated(clock),
    dateTime: dated({ month: 'short', day: 'numeric', ...clock }),
    /** For what follows each other quickly. */
    seconds: dated({ month: 'short', day: 'numeric', ...clock, second: '2-digit' }),
    fullDateTime: dated({ year: 'numeric', month: 'short', day: 'numeric', ...clock }),
    day: dated({ weekday: 'short', month: 'short', day: 'numeric' }),
    date: dated({ year: 'numeric', month: 'short', day: 'numeric' }),
    /** The name of an ISO weekday, Monday 1. */
    weekday: (weekday: number) =>
      new Intl.DateTimeFormat(tag, { weekday: 'short', timeZone: 'UTC' }).format(Date.UTC(2024, 0, weekday)),
    month: dated({ year: '2-digit', month: 'short' }),
    hour: (instant: number, zone: string) => wallTime(instant, zone).slice(11, 13),
    number,
    /** Three digits that count: for rates far below one. */
    precise: (value: number) => (Math.abs(value) < 100 ? rate : plain).format(value),
    percent: (share: number) => new Intl.NumberFormat(tag, { style: 'percent' }).format(share),
    /** With a tenth of a percent: for shares near one. */
    precisePercent: (share: number) =>
      new Intl.NumberFormat(tag, { style: 'percent', maximumFractionDigits: 1 }).format(share),
    money: (minor: number, currency: string) =>
      new Intl.NumberFormat(tag, { style: 'currency', currency }).format(amountOf(minor, currency)),
    /** `£12.3k`: for an axis. */
    shortMoney: (minor: number, currency: string) =>
      new Intl.NumberFormat(tag, {
        style: 'currency',
        currency,
        notation: 'compact',
        maximumSignificantDigits: 3,
      }).format(amountOf(minor, currency)),
    /** `1 h 20 min`, `3 d`; never negative. */
    span(milliseconds: number) {
      const minutes = Math.max(0, Math.round(milliseconds / minuteMilliseconds));
      const unit = (value: number, name: 'day' | 'hour' | 'minute') =>
        new Intl.NumberFormat(tag, { style: 'unit', unit: name, unitDisplay: 'short' }).format(value);
      if (minutes < 60) return unit(minutes, 'minute');
      const [hours, rest] = [Math.floor(minutes / 60), minutes % 60];
      if (hours < 48) return rest > 0 ? `${unit(hours, 'hour')} ${unit(rest, 'minute')}` : unit(hours, 'hour');
      return unit(Math.round(hours / 24), 'day');
    },
    /** `07:05`, or `1:07:05` from an hour on. */
    countdown(milliseconds: number) {
      const seconds = Math.max(0, Math.ceil(milliseconds / 1000));
      const [hours, minutes, rest] = [Math.floor(seconds / 3600), Math.floor(seconds / 60) % 60, seconds % 60];
      const short = `${String(minutes).padStart(2, '0')}:${String(rest).padStart(2, '0')}`;
      return hours > 0 ? `${hours}:${short}` : short;
    },
    kilometres: (metres: number) =>
      new Intl.NumberFormat(tag, { style: 'unit', unit: 'kilometer', maximumFractionDigits: 1 }).format(metres / 1000),
  };
}

const formats = new Map<Language, Format>();

/** One for all components: each bar of the timeline would make formatters of its own. */
export function useFormat(): Format {
  const language = useLanguage();
  const format = formats.get(language) ?? formatFor(language);
  formats.set(language, format);
  return format;
}
