import { Matches } from 'class-validator';
import { EnvironmentVariable } from '#common/runtime/config.js';
import { Optional, Text } from '#common/validation/fields.js';
import type { MapTiles } from '../settings.js';

/** What the gateway reads from its environment of the ground of maps, alone or with all services in one process. */
export class MapTilesConfig {
  @EnvironmentVariable(
    'Server of map tiles (Web Mercator, 256 pixels), asked by browsers themselves; without one maps are bundled outlines and no request leaves for another host.',
    'a URL such as https://tiles.example.com/{z}/{x}/{y}.png',
  )
  @Optional()
  @Matches(/^https?:\/\/[\w.-]+(:\d+)?\/(?=\S*\{z\})(?=\S*\{x\})(?=\S*\{y\})[^\s;,'"]{1,500}$/)
  MAP_TILES_URL?: string;

  @EnvironmentVariable('Whom maps name beside their tiles, as the licence of the tiles asks.', 'at most 200 characters')
  @Optional()
  @Text(200)
  MAP_TILES_CREDIT?: string;
}

/** Undefined without a server. */
export const mapTilesFrom = ({
  MAP_TILES_URL: url,
  MAP_TILES_CREDIT: credit = '',
}: MapTilesConfig): MapTiles | undefined => (url === undefined ? undefined : { url, credit });
