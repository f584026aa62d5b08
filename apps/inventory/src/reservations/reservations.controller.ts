import { Controller, Get, Param, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { readers } from '../policies-of-routes.js';
import { ReservationQuery, ReservationView } from './reservation.dto.js';
import { ReservationReader } from './reservation-reader.service.js';

@Controller('api/v1/reservations')
export class ReservationsController {
  constructor(private readonly reservations: ReservationReader) {}

  /** Lists what is reserved for repair orders. */
  @Get()
  @Policy(readers)
  @AnswersPage(ReservationView)
  list(@Query() query: ReservationQuery, @Caller() caller: Actor): Promise<Page<ReservationView>> {
    return this.reservations.list(query, caller);
  }

  /** Shows what is reserved for one repair order. The id is the repair order's. */
  @Get(':id')
  @Policy(readers)
  @Answers(ReservationView)
  get(@Param('id', uuidParam) id: string, @Caller() caller: Actor): Promise<ReservationView> {
    return this.reservations.get(id, caller);
  }
}
