import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { type Page, PageQuery } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { planners, planReaders } from '../policies-of-routes.js';
import { LaneQuery, LaneSampleView, LaneView, SaveLane } from './lane.dto.js';
import { LanesService } from './lanes.service.js';

@Controller('api/v1/lanes')
export class LanesController {
  constructor(private readonly lanes: LanesService) {}

  /** Lists lead times: how long deliveries take from one place to another. */
  @Get()
  @Policy(planReaders)
  @AnswersPage(LaneView)
  list(@Query() query: LaneQuery): Promise<Page<LaneView>> {
    return this.lanes.list(query);
  }

  /** Lists the deliveries that a lane has learned from, newest first. */
  @Get(':id/samples')
  @Policy(planReaders)
  @AnswersPage(LaneSampleView)
  samples(@Param('id', uuidParam) id: string, @Query() query: PageQuery): Promise<Page<LaneSampleView>> {
    return this.lanes.samples(id, query);
  }

  /** Saves what is agreed for a lane. A known lane is changed, and measured anew from then on. */
  @Post()
  @Policy(planners)
  @Answers(LaneView, 201)
  save(@Body() lane: SaveLane): Promise<LaneView> {
    return this.lanes.save(lane);
  }
}
