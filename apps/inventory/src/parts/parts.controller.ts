import { Body, Controller, Get, Param, Patch, Post, Query } from '@nestjs/common';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { IfMatch } from '#common/http/caller.js';
import type { Page } from '#common/http/pages.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { planners, readers } from '../policies-of-routes.js';
import { NewPart, PartChange, PartQuery, PartView } from './part.dto.js';
import { PartsService } from './parts.service.js';

@Controller('api/v1/parts')
export class PartsController {
  constructor(private readonly parts: PartsService) {}

  /** Lists parts by number. */
  @Get()
  @Policy(readers)
  @AnswersPage(PartView)
  list(@Query() query: PartQuery): Promise<Page<PartView>> {
    return this.parts.list(query);
  }

  /** Shows one part. */
  @Get(':id')
  @Policy(readers)
  @Answers(PartView)
  get(@Param('id', uuidParam) id: string): Promise<PartView> {
    return this.parts.get(id);
  }

  /** Enters a part into the catalogue. */
  @Post()
  @Policy(planners)
  @Answers(PartView, 201)
  create(@Body() part: NewPart): Promise<PartView> {
    return this.parts.create(part);
  }

  /** Changes the given fields of a part, such as the one that replaces it. */
  @Patch(':id')
  @Policy(planners)
  @Answers(PartView)
  change(
    @Param('id', uuidParam) id: string,
    @Body() change: PartChange,
    @IfMatch() seen: number | undefined,
  ): Promise<PartView> {
    return this.parts.change(id, change, seen);
  }
}
