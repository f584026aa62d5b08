import { Controller, Get } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { roles } from '#common/auth/actor.js';
import { Answers } from '#common/http/answers.js';
import { Policy } from '#common/http/policy.js';
import { Optional, Text } from '#common/validation/fields.js';
import { GatewaySettings } from '../settings.js';

export class MapTilesView {
  /** With `{z}`, `{x}` and `{y}`; absent where maps are the outlines that come with the web app. */
  @Optional() @Text(500) tilesUrl?: string;
  @Optional() @Text(200) credit?: string;
}

@ApiTags('Sessions')
@Controller('api/v1/map-tiles')
export class MapTilesController {
  constructor(private readonly settings: GatewaySettings) {}

  /** Shows where the ground of maps comes from. */
  @Get()
  @Policy({ roles })
  @Answers(MapTilesView)
  get(): MapTilesView {
    const { mapTiles } = this.settings;
    return mapTiles ? { tilesUrl: mapTiles.url, credit: mapTiles.credit } : {};
  }
}
