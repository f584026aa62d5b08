import { Body, Controller, Delete, Get, HttpCode, Param, Post, Put, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { readers, siteOffice } from '../policies-of-routes.js';
import { ChangedTechnician, NewAbsence, NewTechnician, TechniciansQuery, TechnicianView } from './technician.dto.js';
import { TechniciansService } from './technicians.service.js';

type Seen = number | undefined;

@Controller('api/v1/technicians')
export class TechniciansController {
  constructor(private readonly technicians: TechniciansService) {}

  /** Lists technicians; a site sees its own. */
  @Get()
  @Policy({ roles: readers, scope: 'sites:read' })
  @AnswersPage(TechnicianView)
  list(@Query() query: TechniciansQuery, @Caller() caller: Actor) {
    return this.technicians.list(query, caller);
  }

  /** Shows one technician with skills, certificates, shifts and absences. */
  @Get(':id')
  @Policy({ roles: readers, scope: 'sites:read' })
  @Answers(TechnicianView)
  one(@Param('id', uuidParam) id: string, @Caller() caller: Actor) {
    return this.technicians.one(id, caller);
  }

  /** Enters a technician of a site. */
  @Post()
  @Policy({ roles: siteOffice, scope: 'sites:write' })
  @Answers(TechnicianView, 201)
  enter(@Body() body: NewTechnician, @Caller() caller: Actor) {
    return this.technicians.enter(body, caller);
  }

  /** Replaces what is known about a technician. */
  @Put(':id')
  @Policy({ roles: siteOffice, scope: 'sites:write' })
  @Answers(TechnicianView)
  change(
    @Param('id', uuidParam) id: string,
    @Body() body: ChangedTechnician,
    @IfMatch() seen: Seen,
    @Caller() caller: Actor,
  ) {
    return this.technicians.change(id, body, seen, caller);
  }

  /** Records an absence: nothing is booked in it. */
  @Post(':id/absences')
  @HttpCode(200)
  @Policy({ roles: siteOffice, scope: 'sites:write' })
  @Answers(TechnicianView)
  addAbsence(
    @Param('id', uuidParam) id: string,
    @Body() body: NewAbsence,
    @IfMatch() seen: Seen,
    @Caller() caller: Actor,
  ) {
    return this.technicians.addAbsence(id, body, seen, caller);
  }

  /** Removes an absence. */
  @Delete(':id/absences/:absenceId')
  @Policy({ roles: siteOffice, scope: 'sites:write' })
  @Answers(TechnicianView)
  removeAbsence(
    @Param('id', uuidParam) id: string,
    @Param('absenceId', uuidParam) absenceId: string,
    @IfMatch() seen: Seen,
    @Caller() caller: Actor,
  ) {
    return this.technicians.removeAbsence(id, absenceId, seen, caller);
  }
}
