import { Body, Controller, Get, HttpCode, Param, Post, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from '#common/http/answers.js';
import { IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { codeParam } from '../code-param.js';
import { Holidays } from './holidays.service.js';
import {
  CalendarView,
  ImportedHolidays,
  ImportHolidays,
  SaveCalendar,
  SaveServiceLevel,
  ServiceLevelView,
} from './service-level.dto.js';
import { ServiceLevels } from './service-levels.service.js';

@ApiTags('Service levels')
@Controller('api/v1/calendars')
export class CalendarsController {
  constructor(
    private readonly levels: ServiceLevels,
    private readonly holidays: Holidays,
  ) {}

  /** Lists the calendars in which promises run. */
  @Get()
  @Policy({ roles: ['agent', 'dispatcher', 'supervisor'], scope: 'requests:read' })
  @Answers([CalendarView])
  calendars() {
    return this.levels.calendars();
  }

  /** Lists what is promised to each grade of customers. */
  @Get('service-levels')
  @Policy({ roles: ['agent', 'dispatcher', 'supervisor'], scope: 'requests:read' })
  @Answers([ServiceLevelView])
  serviceLevels() {
    return this.levels.levels();
  }

  /** Saves what is promised to a grade of customers; a promise that is there already is changed with its version. */
  @Put('service-levels/:grade')
  @Policy({ roles: ['supervisor'] })
  @Answers(ServiceLevelView)
  saveServiceLevel(
    @Param('grade', codeParam) grade: string,
    @Body() body: SaveServiceLevel,
    @IfMatch() seen: number | undefined,
  ) {
    return this.levels.saveLevel(grade, body, seen);
  }

  /** Shows one calendar with its periods and holidays. */
  @Get(':code')
  @Policy({ roles: ['agent', 'dispatcher', 'supervisor'], scope: 'requests:read' })
  @Answers(CalendarView)
  calendar(@Param('code', codeParam) code: string) {
    return this.levels.calendar(code);
  }

  /** Saves a calendar under its code; one that is there already is changed with its version. */
  @Put(':code')
  @Policy({ roles: ['supervisor'] })
  @Answers(CalendarView)
  saveCalendar(
    @Param('code', codeParam) code: string,
    @Body() body: SaveCalendar,
    @IfMatch() seen: number | undefined,
  ) {
    return this.levels.saveCalendar(code, body, seen);
  }

  /** Reads holidays from an iCalendar file into a calendar. Clocks that run keep what was promised. */
  @Post(':code/holidays')
  @HttpCode(200)
  @Policy({ roles: ['supervisor'] })
  @Answers(ImportedHolidays)
  importHolidays(@Param('code', codeParam) code: string, @Body() body: ImportHolidays) {
    return this.holidays.importIcs(code, body);
  }
}
