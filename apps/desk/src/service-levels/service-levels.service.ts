import { Injectable } from '@nestjs/common';
import { IANAZone } from 'luxon';
import { Transactions } from '#common/database/transactions.js';
import { invalid, notFound } from '#common/http/problems.js';
import { lockCode, requireSeen } from '#common/http/seen-version.js';
import { Clock } from '#common/runtime/clock.js';
import {
  type CalendarPeriod,
  calendarFault,
  longestPromiseDays,
  workingTimeEnd,
} from '../core/service-level/calendar.js';
import { CalendarRow } from './calendar.entity.js';
import type { CalendarView, SaveCalendar, SaveServiceLevel, ServiceLevelView } from './service-level.dto.js';
import { ServiceLevel } from './service-level.entity.js';

export interface Calendar {
  timeZone: string | null;
  periods: CalendarPeriod[];
  holidays: string[];
}

export interface Level {
  firstResponseSeconds: number;
  completionSeconds: number;
  arrivalSeconds: number | null;
  updateSeconds: number | null;
  warnShare: number;
  calendar: Calendar | null;
}

/** For a grade that has no row: 1 h to the first response, 24 h to completion, around the clock. */
const defaultLevel: Level = {
  firstResponseSeconds: 3_600,
  completionSeconds: 86_400,
  arrivalSeconds: null,
  updateSeconds: null,
  warnShare: 0.75,
  calendar: null,
};

/** What is promised to whom, and in which hours. */
@Injectable()
export class ServiceLevels {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
  ) {}

  /** The level for a grade and priority: the priority's own, the grade's, or the default. */
  find(grade: string, priority: string): Promise<Level> {
    return this.transactions.run(async (manager) => {
      const [row] = await manager.query<Level[]>(
        `SELECT first_response_seconds AS "firstResponseSeconds", completion_seconds AS "completionSeconds",
           arrival_seconds AS "arrivalSeconds", update_seconds AS "updateSeconds", warn_share AS "warnShare", CASE WHEN calendar.code IS NOT NULL THEN
             json_build_object('timeZone', time_zone, 'periods', periods, 'holidays', holidays) END AS calendar
         FROM service_level LEFT JOIN service_calendar calendar ON calendar.code = calendar_code
         WHERE grade = $1 AND priority IN ($2, '*') ORDER BY priority = '*' LIMIT 1`,
        [grade, priority],
      );
      return row ?? defaultLevel;
    });
  }

  levels(): Promise<ServiceLevelView[]> {
    return this.transactions.run(async (manager) => {
      const rows = await manager.find(ServiceLevel, { order: { grade: 'ASC', priority: 'ASC' } });
      return rows.map(({ calendarCode, arrivalSeconds, updateSeconds, ...rest }) => ({
        ...rest,
        ...(calendarCode && { calendarCode }),
        ...(arrivalSeconds && { arrivalSeconds }),
        ...(updateSeconds && { updateSeconds }),
      }));
    });
  }

  /** Holds for requests from now on; clocks that run keep what was promised. */
  saveLevel(grade: string, given: SaveServiceLevel, seen: number | undefined): Promise<ServiceLevelView> {
    return this.transactions.run(async (manager) => {
      await lockCode(manager, 'service level', grade);
      const { calendarCode, firstResponseSeconds, completionSeconds, arrivalSeconds, updateSeconds } = given;
      const priority = given.priority ?? '*';
      const warnShare = given.warnShare ?? 0.75;
      const calendar = calendarCode ? await manager.findOneBy(CalendarRow, { code: calendarCode }) : null;
      if (calendarCode && !calendar) throw invalid('calendarCode', `there is no calendar '${calendarCode}'`);
      for (const field of secondsFields) {
        if (calendar && this.isTooLong(given[field], calendar)) {
          throw invalid(
            field,
            `${given[field]} s of calendar '${calendar.code}' take more than ${longestPromiseDays} days: promise less, or open it for longer`,
          );
        }
      }
      requireSeen((await manager.findOneBy(ServiceLevel, { grade, priority }))?.version, seen);
      const [row] = await manager.query<[{ version: number }]>(
        `INSERT INTO service_level (grade, priority, first_response_seconds, completion_seconds, warn_share, calendar_code, arrival_seconds,
           update_seconds)
         VALUES ($1, $2, $3, $4, $5, $6, $7, $8)
         ON CONFLICT (grade, priority) DO UPDATE SET first_response_seconds = $3, completion_seconds = $4, warn_share = $5,
           calendar_code = $6, arrival_seconds = $7, update_seconds = $8, version = service_level.version + 1
         RETURNING version`,
        [
          grade,
          priority,
          firstResponseSeconds,
          completionSeconds,
          warnShare,
          calendarCode ?? null,
          arrivalSeconds ?? null,
          updateSeconds ?? null,
        ],
      );
      return { ...given, grade, priority, warnShare, version: row.version };
    });
  }

  calendars(): Promise<CalendarView[]> {
    return this.transactions.run(async (manager) => {
      const rows = await manager.find(CalendarRow, { order: { code: 'ASC' } });
      return rows.map(calendarView);
    });
  }

  /** The calendar, or 404. */
  calendar(code: string): Promise<CalendarView> {
    return this.transactions.run(async (manager) => {
      const row = await manager.findOneBy(CalendarRow, { code });
      if (!row) throw notFound('calendar', code);
      return calendarView(row);
    });
  }

  /** What is wrong with its open hours is said of `field`. */
  saveCalendar(code: string, given: SaveCalendar, seen: number | undefined, field = 'periods'): Promise<CalendarView> {
    const { name, timeZone, periods } = given;
    const holidays = given.holidays ?? [];
    if (timeZone && !IANAZone.isValidZone(timeZone)) {
      throw invalid('timeZone', `'${timeZone}' is not a time zone: give an IANA name such as Asia/Shanghai`);
    }
    const fault = calendarFault(periods);
    if (fault) throw invalid('periods', fault);
    return this.transactions.run(async (manager) => {
      await lockCode(manager, 'calendar', code);
      if (this.isTooLong(60, { ...given, holidays })) {
        throw invalid(field, `never open within ${longestPromiseDays} days: the holidays close every one of them`);
      }
      const levels = await manager.findBy(ServiceLevel, { calendarCode: code });
      const tooLong = levels.find((level) =>
        secondsFields.some((field) => this.isTooLong(level[field], { ...given, holidays })),
      );
      if (tooLong) {
        throw invalid(
          field,
          `too short for what is promised to grade '${tooLong.grade}' in this calendar: it would take more than ${longestPromiseDays} days`,
        );
      }
      requireSeen((await manager.findOneBy(CalendarRow, { code }))?.version, seen);
      const [row] = await manager.query<[{ version: number }]>(
        `INSERT INTO service_calendar (code, name, time_zone, periods, holidays) VALUES ($1, $2, $3, $4, $5)
         ON CONFLICT (code) DO UPDATE SET name = $2, time_zone = $3, periods = $4, holidays = $5,
           version = service_calendar.version + 1
         RETURNING version`,
        [code, name, timeZone ?? null, JSON.stringify(periods), JSON.stringify(holidays)],
      );
      return { ...given, code, holidays, version: row.version };
    });
  }

  /** Whether a promise made now would take longer than any promise may. */
  private isTooLong(
    seconds: number | null | undefined,
    { timeZone, periods, holidays }: Pick<SaveCalendar, 'periods'> & { timeZone?: string | null; holidays: string[] },
  ): boolean {
    if (!seconds) return false;
    const hours = { timeZone: timeZone ?? 'UTC', periods, holidays };
    return workingTimeEnd(hours, this.clock.now(), seconds * 1000) === undefined;
  }
}

const secondsFields = ['firstResponseSeconds', 'arrivalSeconds', 'completionSeconds', 'updateSeconds'] as const;

export const calendarView = ({ timeZone, ...rest }: CalendarRow): CalendarView => ({
  ...rest,
  ...(timeZone && { timeZone }),
});
