import { Body, Controller, Get, Put, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller, IfMatch } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { planReaders, planners } from '../policies-of-routes.js';
import { NewTargetMatrix, TargetMatrixQuery, TargetMatrixView } from './target-matrix.dto.js';
import { TargetMatrixService } from './target-matrix.service.js';

@Controller('api/v1/target-matrix')
export class TargetMatrixController {
  constructor(private readonly matrix: TargetMatrixService) {}

  /** Shows the fill rates that parts are planned for, by value, variation and criticality. */
  @Get()
  @Policy(planReaders)
  @Answers(TargetMatrixView)
  get(): Promise<TargetMatrixView> {
    return this.matrix.get();
  }

  /** Lists the versions that planners have entered, newest first, each with author and reason. */
  @Get('versions')
  @Policy(planReaders)
  @AnswersPage(TargetMatrixView)
  versions(@Query() query: TargetMatrixQuery): Promise<Page<TargetMatrixView>> {
    return this.matrix.versions(query);
  }

  /** Replaces the matrix for a reason; the next planning run plans with it. */
  @Put()
  @Policy(planners)
  @Answers(TargetMatrixView)
  replace(
    @Body() matrix: NewTargetMatrix,
    @Caller() caller: Actor,
    @IfMatch() seen: number | undefined,
  ): Promise<TargetMatrixView> {
    return this.matrix.replace(matrix, caller, seen);
  }
}
