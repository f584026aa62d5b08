import { Body, Controller, Get, Param, Post, Query } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Answers, AnswersPage } from '#common/http/answers.js';
import { Policy } from '#common/http/policy.js';
import { uuidParam } from '#common/http/validation.js';
import { AssetGlance } from '../glance/glance.dto.js';
import { Glance } from '../glance/glance.service.js';
import { AssetLists } from './asset-lists.service.js';
import { AssetQuery, AssetView, SaveAsset } from './asset.dto.js';
import { Assets } from './assets.service.js';

@ApiTags('Assets')
@Controller('api/v1/assets')
export class AssetsController {
  constructor(
    private readonly assets: Assets,
    private readonly lists: AssetLists,
    private readonly glance: Glance,
  ) {}

  /** Saves an asset. With an `externalId` that is known already, that asset is changed: safe to repeat. */
  @Post()
  @Policy({ roles: ['agent', 'supervisor'], scope: 'requests:write' })
  @Answers(AssetView, 201)
  save(@Body() body: SaveAsset) {
    return this.assets.save(body);
  }

  /** Lists assets, newest first; of one customer or found by the words of a search. */
  @Get()
  @Policy({ roles: ['agent', 'dispatcher', 'supervisor', 'quality_engineer'], scope: 'requests:read' })
  @AnswersPage(AssetView)
  list(@Query() query: AssetQuery) {
    return this.lists.list(query);
  }

  /** Shows one asset with its product and warranty. */
  @Get(':id')
  @Policy({ roles: ['agent', 'dispatcher', 'supervisor', 'quality_engineer'], scope: 'requests:read' })
  @Answers(AssetView)
  get(@Param('id', uuidParam) id: string) {
    return this.lists.get(id);
  }

  /** Shows an asset at a glance: warranty, last requests and the open one. */
  @Get(':id/glance')
  @Policy({ roles: ['agent', 'dispatcher', 'supervisor'], scope: 'requests:read' })
  @Answers(AssetGlance)
  atGlance(@Param('id', uuidParam) id: string) {
    return this.glance.ofAsset(id);
  }
}
