import type { Spot } from '../../core/matching/travel.js';
import { askForJson, numbersOf, RoadServerRefused, type AskRoads } from './road-server.js';

const digits = 6;

/** Asks OSRM's table service (`GET /table/v1/{profile}/{lon},{lat};…`): seconds and metres; null where there is no way. */
export const osrm =
  (url: string, profile: string): AskRoads =>
  async (sources, targets, signal) => {
    const points = [...sources, ...targets].map(pointOf).join(';');
    const query = [
      `sources=${indexes(0, sources.length)}`,
      `destinations=${indexes(sources.length, targets.length)}`,
      'annotations=duration,distance',
      'generate_hints=false',
    ].join('&');
    const answer = (await askForJson(`${url}/table/v1/${profile}/${points}?${query}`, { signal })) as {
      code?: unknown;
      durations?: unknown;
      distances?: unknown;
    } | null;
    if (answer?.code !== 'Ok')
      throw new RoadServerRefused(`OSRM answered with the code ${String(answer?.code)}`, false);
    return {
      seconds: numbersOf(answer.durations, sources.length, targets.length),
      metres: numbersOf(answer.distances, sources.length, targets.length),
    };
  };

const pointOf = ({ lon, lat }: Spot) => `${lon.toFixed(digits)},${lat.toFixed(digits)}`;
const indexes = (from: number, count: number) => Array.from({ length: count }, (_, index) => from + index).join(';');
