import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { planReaders, planners } from '../policies-of-routes.js';
import { TargetMatrixView } from '../target-matrix/target-matrix.dto.js';
import { Adoption, LabQuery, LabView } from './lab.dto.js';
import { LabReader } from './lab-reader.service.js';
import {
  ComparisonQuery,
  NewPlanningRun,
  PlanningRunQuery,
  PlanningRunView,
  RunComparison,
} from './planning-run.dto.js';
import { PlanningRunsReader } from './planning-runs-reader.service.js';
import { PlanningRunsService } from './planning-runs.service.js';

@Controller('api/v1/planning-runs')
export class PlanningRunsController {
  constructor(
    private readonly runs: PlanningRunsService,
    private readonly reader: PlanningRunsReader,
    private readonly lab: LabReader,
  ) {}

  /** Lists planning runs, newest first. */
  @Get()
  @Policy(planReaders)
  @AnswersPage(PlanningRunView)
  list(@Query() query: PlanningRunQuery): Promise<Page<PlanningRunView>> {
    return this.reader.list(query);
  }

  /** Shows one planning run and how far it is. */
  @Get(':id')
  @Policy(planReaders)
  @Answers(PlanningRunView)
  get(@Param('id', uuidParam) id: string): Promise<PlanningRunView> {
    return this.reader.get(id);
  }

  /** Compares what two runs found, in sums and by item-location. */
  @Get(':id/comparison')
  @Policy(planReaders)
  @Answers(RunComparison)
  compare(@Param('id', uuidParam) id: string, @Query() query: ComparisonQuery): Promise<RunComparison> {
    return this.reader.compare(id, query);
  }

  /** Shows the exchange curves of a what-if run: what each method and planned fill rate would have delivered, and at what stock. */
  @Get(':id/lab')
  @Policy(planReaders)
  @AnswersPage(LabView)
  curves(@Param('id', uuidParam) id: string, @Query() query: LabQuery): Promise<Page<LabView>> {
    return this.lab.curves(id, query);
  }

  /** Sets a fill rate that was looked up in a what-if run in the matrix of targets; the next run plans with it. */
  @Post(':id/adopt')
  @HttpCode(200)
  @Policy(planners)
  @Answers(TargetMatrixView)
  adopt(
    @Param('id', uuidParam) id: string,
    @Body() adoption: Adoption,
    @Caller() caller: Actor,
    @IfMatch() seen: number | undefined,
  ): Promise<TargetMatrixView> {
    return this.lab.adopt(id, adoption, caller, seen);
  }

  /** Asks for a run; it is done in the background and tells on the stream how far it is. */
  @Post()
  @Policy(planners)
  @Answers(PlanningRunView, 201)
  request(@Body() run: NewPlanningRun, @Caller() caller: Actor): Promise<PlanningRunView> {
    return this.runs.request(run, caller);
  }

  /** Stops a run that waits or runs; what it has found so far stays to look at. */
  @Post(':id/stop')
  @HttpCode(200)
  @Policy(planners)
  @Answers(PlanningRunView)
  stop(@Param('id', uuidParam) id: string, @IfMatch() seen: number | undefined): Promise<PlanningRunView> {
    return this.runs.stop(id, seen);
  }

  /** Publishes a run that is done: its forecasts and policies replace those before it, all at once. */
  @Post(':id/publish')
  @HttpCode(200)
  @Policy(planners)
  @Answers(PlanningRunView)
  publish(
    @Param('id', uuidParam) id: string,
    @Caller() caller: Actor,
    @IfMatch() seen: number | undefined,
  ): Promise<PlanningRunView> {
    return this.runs.publish(id, caller, seen);
  }
}
