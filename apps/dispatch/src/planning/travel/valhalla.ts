import type { Spot } from '../../core/matching/travel.js';
import { askForJson, numbersOf, type AskRoads } from './road-server.js';

interface Cell {
  time?: unknown;
  distance?: unknown;
}

/** Asks Valhalla's matrix service (`POST /sources_to_targets`): seconds and kilometres; null where there is no way. */
export const valhalla =
  (url: string, costing: string): AskRoads =>
  async (sources, targets, signal) => {
    const asked = { sources: sources.map(pointOf), targets: targets.map(pointOf), costing, units: 'km' };
    const answer = (await askForJson(`${url}/sources_to_targets`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(asked),
      signal,
    })) as { sources_to_targets?: unknown } | null;
    const table = answer?.sources_to_targets;
    const numbers = (value: (cell: Cell | null) => unknown) =>
      numbersOf(table, sources.length, targets.length, (cell) => value(cell as Cell | null));
    return {
      seconds: numbers((cell) => cell?.time),
      metres: numbers((cell) => cell?.distance).map((kilometres) => kilometres * 1000),
    };
  };

const pointOf = ({ lon, lat }: Spot) => ({ lon, lat });
