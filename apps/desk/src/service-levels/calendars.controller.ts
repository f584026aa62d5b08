import { Body, Controller, Get, Param, Put } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers } from '#common/http/answers.js';
import { Policy } from '#common/http/policy.js';
import { codeParam } from '../code-param.js';
import { CalendarView, SaveCalendar, SaveServiceLevel, ServiceLevelView } from './service-level.dto.js';
import { ServiceLevels } from './service-levels.service.js';

@ApiTags('Service levels')
@Controller('api/v1/calendars')
export class CalendarsController {
  constructor(private readonly levels: ServiceLevels) {}

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

  /** Saves what is promised to a grade of customers. */
  @Put('service-levels/:grade')
  @Policy({ roles: ['supervisor'] })
  @Answers(ServiceLevelView)
  saveServiceLevel(@Param('grade', codeParam) grade: string, @Body() body: SaveServiceLevel) {
    return this.levels.saveLevel(grade, body);
  }

  /** Shows one calendar with its periods and holidays. */
  @Get(':code')
  @Policy({ roles: ['agent', 'dispatcher', 'supervisor'], scope: 'requests:read' })
  @Answers(CalendarView)
  calendar(@Param('code', codeParam) code: string) {
    return this.levels.calendar(code);
  }

  /** Saves a calendar under its code. */
  @Put(':code')
  @Policy({ roles: ['supervisor'] })
  @Answers(CalendarView)
  saveCalendar(@Param('code', codeParam) code: string, @Body() body: SaveCalendar) {
    return this.levels.saveCalendar(code, body);
  }
}
