import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { invalid, notFound } from '#common/http/problems.js';
import { lockCode } from '#common/http/seen-version.js';
import { Clock } from '#common/runtime/clock.js';
import { holidaysOf } from '../core/service-level/holidays-ics.js';
import { IcsFault } from '../core/service-level/ics-lines.js';
import { CalendarRow } from './calendar.entity.js';
import type { ImportedHolidays, ImportHolidays } from './service-level.dto.js';
import { calendarView, ServiceLevels } from './service-levels.service.js';

/** Rules without an end are written out so far ahead; then the file is read again. */
const yearsAhead = 5;
const mostHolidays = 1_000;

/** Takes over the holidays of calendars that others keep. */
@Injectable()
export class Holidays {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly levels: ServiceLevels,
  ) {}

  /** Holds for clocks that start from now on; the same file again changes nothing. */
  importIcs(code: string, { ics, replace = false }: ImportHolidays): Promise<ImportedHolidays> {
    const days = this.read(ics);
    return this.transactions.run(async (manager) => {
      await lockCode(manager, 'calendar', code);
      const row = await manager.findOneBy(CalendarRow, { code });
      if (!row) throw notFound('calendar', code);
      const before = new Set(row.holidays);
      const holidays = [...new Set(replace ? days : [...before, ...days])].sort();
      if (holidays.length > mostHolidays)
        throw invalid(
          'ics',
          `makes ${holidays.length} holidays; a calendar has ${mostHolidays} at most: read a smaller file`,
        );
      const { version, ...calendar } = calendarView(row);
      return {
        calendar: await this.levels.saveCalendar(code, { ...calendar, holidays }, version, 'ics'),
        read: days.length,
        added: days.filter((day) => !before.has(day)).length,
      };
    });
  }

  private read(ics: string): string[] {
    const year = this.clock.now().getUTCFullYear();
    try {
      return holidaysOf(ics, `${year}-01-01`, `${year + yearsAhead}-12-31`);
    } catch (error) {
      if (error instanceof IcsFault) throw invalid('ics', error.message);
      throw error;
    }
  }
}
