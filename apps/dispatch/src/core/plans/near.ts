import { distanceMetres, type Spot } from '../matching/travel.js';

/** Metres between the two that lie closest; Infinity when either list is empty. */
export const nearest = (some: readonly Spot[], others: readonly Spot[]): number =>
  Math.min(Infinity, ...some.flatMap((one) => others.map((other) => distanceMetres(one, other))));
