import { Controller, Get, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { OfferAnswersService } from '../offers/offer-answers.service.js';
import { readers } from '../readers.js';
import {
  OfferAnswersQuery,
  OfferAnswersView,
  ParetoQuery,
  ParetoView,
  RateQuery,
  RateView,
  RepairTimeView,
} from './report.dto.js';
import { ReportsService } from './reports.service.js';

@Controller('api/v1/reports')
export class ReportsController {
  constructor(
    private readonly reports: ReportsService,
    private readonly offerAnswers: OfferAnswersService,
  ) {}

  /** Ranks failures by product, fault, part or site. */
  @Get('pareto')
  @Policy(readers)
  @Answers(ParetoView)
  pareto(@Query() query: ParetoQuery, @Caller() caller: Actor): Promise<ParetoView> {
    return this.reports.pareto(query, caller);
  }

  /** Reports first-time fix: solved in the first visit. */
  @Get('first-time-fix')
  @Policy(readers)
  @Answers(RateView)
  firstTimeFix(@Query() query: RateQuery, @Caller() caller: Actor): Promise<RateView> {
    return this.reports.rate('firstTimeFix', query, caller);
  }

  /** Reports repeat visits for the same asset and fault. */
  @Get('repeat-visits')
  @Policy(readers)
  @Answers(RateView)
  repeatVisits(@Query() query: RateQuery, @Caller() caller: Actor): Promise<RateView> {
    return this.reports.rate('repeatVisit', query, caller);
  }

  /** Reports visits that found no fault. */
  @Get('no-fault-found')
  @Policy(readers)
  @Answers(RateView)
  noFaultFound(@Query() query: RateQuery, @Caller() caller: Actor): Promise<RateView> {
    return this.reports.rate('noFaultFound', query, caller);
  }

  /** Reports part hits: visits with every needed part at hand among those that needed parts. */
  @Get('part-hits')
  @Policy(readers)
  @Answers(RateView)
  partHits(@Query() query: RateQuery, @Caller() caller: Actor): Promise<RateView> {
    return this.reports.rate('partHit', query, caller);
  }

  /** Splits the time to repair into its parts. */
  @Get('repair-time')
  @Policy(readers)
  @Answers(RepairTimeView)
  repairTime(@Query() query: RateQuery, @Caller() caller: Actor): Promise<RepairTimeView> {
    return this.reports.repairTime(query, caller);
  }

  /** Reports how sites answer offers. */
  @Get('offer-answers')
  @Policy(readers)
  @Answers(OfferAnswersView)
  offers(@Query() query: OfferAnswersQuery, @Caller() caller: Actor): Promise<OfferAnswersView> {
    return this.offerAnswers.report(query, caller);
  }
}
