import type { BoardVisit } from '../visits/queries.js';

/** As the API takes it, but no shorter than the board snaps. */
const [leastMinutes, mostMinutes] = [15, 1_440] as const;

type Times = Pick<BoardVisit, 'start' | 'finish'>;

/** How long a visit is planned to take. */
export const minutesOf = ({ start, finish }: Times): number =>
  Math.round((Date.parse(finish) - Date.parse(start)) / 60_000);

/** The length that is nearest to so many minutes and can be planned. */
export const possibleMinutes = (minutes: number): number =>
  Math.max(leastMinutes, Math.min(mostMinutes, Math.round(minutes)));

/** The length of a visit whose end is dragged to this instant. */
export const minutesUntil = ({ start }: Pick<Times, 'start'>, finish: number): number =>
  possibleMinutes((finish - Date.parse(start)) / 60_000);
