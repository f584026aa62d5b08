import { Body, Controller, Delete, Get, HttpCode, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { type Actor, roles } from '#common/auth/actor.js';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Caller } from '#common/http/caller.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { SavedViewsQuery, SavedViewView, SaveView } from './saved-view.dto.js';
import { SavedViewsService } from './saved-views.service.js';

/** Views belong to people: no route here has a scope for keys. */
@ApiTags('Saved views')
@Controller('api/v1/saved-views')
export class SavedViewsController {
  constructor(private readonly views: SavedViewsService) {}

  /** Lists the own views and those that colleagues share, newest first. */
  @Get()
  @Policy({ roles })
  @AnswersPage(SavedViewView)
  list(@Caller() caller: Actor, @Query() query: SavedViewsQuery) {
    return this.views.list(caller, query);
  }

  /** Saves the filters of a page under a name; at most 100 views each. */
  @Post()
  @Policy({ roles })
  @Answers(SavedViewView, 201)
  save(@Caller() caller: Actor, @Body() body: SaveView) {
    return this.views.save(caller, body);
  }

  /** Deletes one of the own views. */
  @Delete(':id')
  @HttpCode(204)
  @Policy({ roles })
  delete(@Caller() caller: Actor, @Param('id', uuidParam) id: string) {
    return this.views.delete(caller, id);
  }
}
