import { priorities } from '#common/events/lists.js';
import { Code, Decimal, Flag, ListOf, Nested, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { DayList, WallTime } from './calendar-fields.js';

export class PeriodBody {
  /** 1 is Monday, 7 Sunday. */
  @Whole(1, 7) weekday: number;
  @WallTime() from: string;
  /** `24:00` is the end of the day. */
  @WallTime() to: string;
}

export class SaveCalendar {
  @Text(120) name: string;
  /** IANA name; that of the place where the asset stands if left out. */
  @Optional() @Text(64) timeZone?: string;
  @ListOf(() => PeriodBody, 100, 1) periods: PeriodBody[];
  /** Local days on which nothing runs. */
  @Optional() @DayList(1000) holidays?: string[];
}

export class CalendarView extends SaveCalendar {
  @Code() code: string;
  @Whole(1, 2_147_483_647) version: number;
}

export class ImportHolidays {
  /** An iCalendar file (RFC 5545): its events of whole days, with those that come again each year. */
  @Text(400_000) ics: string;
  /** Only the days of the file are holidays then; those that were there before stay if it is left out. */
  @Optional() @Flag() replace?: boolean;
}

export class ImportedHolidays {
  @Nested(() => CalendarView) calendar: CalendarView;
  /** Days of the file that were read: from the beginning of this year to the end of the fifth after it. */
  @Whole(0, 1000) read: number;
  /** Those of them that were no holidays before. */
  @Whole(0, 1000) added: number;
}

export class SaveServiceLevel {
  /** One priority; `*` or left out for all that have no row of their own. */
  @Optional() @OneOf([...priorities, '*']) priority?: string;
  /**
   * From the report until the customer first hears of us: a report by telephone is answered at once, any other when an agent acts on it, talks with
   * the customer or notes what he was told, when a mail to him is sent, or when a technician is there. That a visit was asked for, or sent to
   * dispatch by nobody, tells the customer nothing. Without a mail server a visit counts from its booking, as others tell of it;
   * with one, a customer without an address is told by somebody who notes it.
   */
  @Whole(60, 31_536_000) firstResponseSeconds: number;
  @Whole(60, 31_536_000) completionSeconds: number;
  /** From the report until a technician is there, if that is promised. */
  @Optional() @Whole(60, 31_536_000) arrivalSeconds?: number;
  /** The longest that the customer waits for the next word from us, if that is promised. */
  @Optional() @Whole(60, 31_536_000) updateSeconds?: number;
  /** Part of the time after which a warning comes; 0.75 if left out. */
  @Optional() @Decimal(0.01, 0.99) warnShare?: number;
  /** Around the clock if left out. */
  @Optional() @Code() calendarCode?: string;
}

export class ServiceLevelView extends SaveServiceLevel {
  @Code(32) grade: string;
  @Whole(1, 2_147_483_647) version: number;
}
