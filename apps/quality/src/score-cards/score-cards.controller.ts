import { Body, Controller, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { networkEngineers, networkReaders, readers } from '../readers.js';
import {
  RecomputedView,
  ScoreCardQuery,
  ScoreCardView,
  ScoredOrdersQuery,
  ScoredOrderView,
  WeightsBody,
  WeightsView,
} from './score-card.dto.js';
import { ScoreCardQueries } from './score-card-queries.service.js';
import { ScoreCardsService } from './score-cards.service.js';
import { ScoreWeightsService } from './score-weights.service.js';

@Controller('api/v1/score-cards')
export class ScoreCardsController {
  constructor(
    private readonly queries: ScoreCardQueries,
    private readonly scoreCards: ScoreCardsService,
    private readonly weights: ScoreWeightsService,
  ) {}

  /** Lists the score cards of sites; a site sees its own. */
  @Get()
  @Policy(readers)
  @AnswersPage(ScoreCardView)
  list(@Query() query: ScoreCardQuery, @Caller() caller: Actor): Promise<Page<ScoreCardView>> {
    return this.queries.list(query, caller);
  }

  /** Lists every version of the weights, newest first. */
  @Get('weights')
  @Policy(networkReaders)
  @Answers([WeightsView])
  listWeights(): Promise<WeightsView[]> {
    return this.weights.list();
  }

  /** Adds a version of the weights. */
  @Post('weights')
  @Policy(networkEngineers)
  @Answers(WeightsView, 201)
  addWeights(@Body() body: WeightsBody): Promise<WeightsView> {
    return this.weights.add(body);
  }

  /** Computes all score cards anew. */
  @Post('recompute')
  @HttpCode(200)
  @Policy(networkEngineers)
  @Answers(RecomputedView)
  recompute(): Promise<RecomputedView> {
    return this.scoreCards.recomputeAll();
  }

  /** Shows the score card of one site. */
  @Get(':siteId')
  @Policy(readers)
  @Answers(ScoreCardView)
  get(@Param('siteId', uuidParam) siteId: string, @Caller() caller: Actor): Promise<ScoreCardView> {
    return this.queries.get(siteId, caller);
  }

  /** Lists the orders behind a score card. */
  @Get(':siteId/orders')
  @Policy(readers)
  @AnswersPage(ScoredOrderView)
  orders(
    @Param('siteId', uuidParam) siteId: string,
    @Query() query: ScoredOrdersQuery,
    @Caller() caller: Actor,
  ): Promise<Page<ScoredOrderView>> {
    return this.queries.orders(siteId, query, caller);
  }
}
