import type { Week } from '../weeks.js';

/** Units installed on one day. */
export interface Installations {
  day: Date;
  units: number;
}

const weekLength = 7 * 86_400_000;

/**
 * Units at risk in each week, as unit-weeks: a unit in use all week counts 1, one installed in the middle of it 0.5. Both lists oldest first;
 * units installed before the first week count in full.
 */
export function unitWeeks(installations: readonly Installations[], weeks: readonly Week[]): number[] {
  let installed = 0;
  let next = 0;
  return weeks.map(({ start, end }) => {
    let missed = 0;
    for (let batch = installations[next]; batch && batch.day < end; batch = installations[++next]) {
      installed += batch.units;
      if (batch.day > start) missed += (batch.units * (batch.day.getTime() - start.getTime())) / weekLength;
    }
    return installed - missed;
  });
}
