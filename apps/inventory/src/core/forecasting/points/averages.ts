import { meanOf } from './point-forecast.js';

/** Pieces per period over the whole history. */
export const historicMean = (demand: readonly number[]): number => meanOf(demand);

/** Pieces per period over the last `periods` ones. */
export const windowMean = (demand: readonly number[], periods: number): number => meanOf(demand.slice(-periods));

/** Nothing will be wanted. Best by MAE on sparse demand, which is why no choice here is made by MAE. */
export const zero = (): number => 0;
