/** Times and distances between all places, row by row: from `a` to `b` at `a * places + b`. */
export interface Travel {
  places: number;
  seconds: Float64Array;
  /** May be the same array as `seconds`. */
  metres: Float64Array;
  /** 24 factors on the seconds by hour of departure (local time of the origin); absent = 1. */
  hourFactors?: readonly number[];
  /** Who computed it, shown on the plan: `great-circle`, `osrm`, `valhalla`. */
  provider?: string;
  /** True when the wanted provider failed and the great circle stands in. */
  isFallback?: boolean;
}
