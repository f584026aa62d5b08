import type { Booked } from './world.js';

/** So many numbers a time: start and finish in milliseconds since 1970, longitude and latitude. */
export const perTime = 4;

/** The same times as lists of equal length, whosever they are and in any order. */
export interface BookedColumns {
  technicianIds: readonly string[];
  startsMs: readonly number[];
  finishesMs: readonly number[];
  lons: readonly number[];
  lats: readonly number[];
}

/**
 * What is taken of everybody's time, as plain numbers side by side: a ranking looks at some of everybody, and what takes longest of that is to go
 * from one object to the next in memory.
 */
export class BookedTimes {
  private constructor(
    /** Technician -> his row. */
    private readonly rows: ReadonlyMap<string, number>,
    /** Where each row begins in `numbers`, and where the last one ends. */
    private readonly begins: Int32Array,
    /** `perTime` a time, by technician and start. */
    readonly numbers: Float64Array,
  ) {}

  static ofColumns({ technicianIds, startsMs, finishesMs, lons, lats }: BookedColumns): BookedTimes {
    const rows = new Map<string, number>();
    const rowOfTime = new Int32Array(technicianIds.length);
    for (let time = 0; time < technicianIds.length; time += 1) {
      const id = technicianIds[time] as string;
      let row = rows.get(id);
      if (row === undefined) rows.set(id, (row = rows.size));
      rowOfTime[time] = row;
    }
    const begins = beginsOf(rowOfTime, rows.size);
    const numbers = new Float64Array(technicianIds.length * perTime);
    const ends = begins.slice();
    for (let time = 0; time < rowOfTime.length; time += 1) {
      const row = rowOfTime[time] as number;
      const at = placeFor(startsMs[time] as number, numbers, begins[row] as number, ends[row] as number);
      numbers[at] = startsMs[time] as number;
      numbers[at + 1] = finishesMs[time] as number;
      numbers[at + 2] = lons[time] as number;
      numbers[at + 3] = lats[time] as number;
      ends[row] = (ends[row] as number) + perTime;
    }
    return new BookedTimes(rows, begins, numbers);
  }

  static of(times: readonly (Booked & { technicianId: string })[]): BookedTimes {
    return BookedTimes.ofColumns({
      technicianIds: times.map(({ technicianId }) => technicianId),
      startsMs: times.map(({ startMs }) => startMs),
      finishesMs: times.map(({ finishMs }) => finishMs),
      lons: times.map(({ lon }) => lon),
      lats: times.map(({ lat }) => lat),
    });
  }

  /** -1 = nothing of his time is taken. */
  rowOf(technicianId: string): number {
    return this.rows.get(technicianId) ?? -1;
  }

  /** Where in `numbers` the times of a row begin. */
  beginOf(row: number): number {
    return row < 0 ? 0 : (this.begins[row] as number);
  }

  /** Where in `numbers` the times of a row end. */
  endOf(row: number): number {
    return row < 0 ? 0 : (this.begins[row + 1] as number);
  }

  /** Of a technician, by start. */
  list(technicianId: string): Booked[] {
    const row = this.rowOf(technicianId);
    const found: Booked[] = [];
    for (let at = this.beginOf(row); at < this.endOf(row); at += perTime) {
      const [startMs = 0, finishMs = 0, lon = 0, lat = 0] = this.numbers.subarray(at, at + perTime);
      found.push({ startMs, finishMs, lon, lat });
    }
    return found;
  }
}

/** Nothing of anybody's time. */
export const nothingBooked = BookedTimes.of([]);

function beginsOf(rowOfTime: Int32Array, rows: number): Int32Array {
  const begins = new Int32Array(rows + 1);
  for (const row of rowOfTime) begins[row + 1] = (begins[row + 1] as number) + perTime;
  for (let row = 0; row < rows; row += 1) begins[row + 1] = (begins[row + 1] as number) + (begins[row] as number);
  return begins;
}

/** Where a time belongs among those of its row that are there already; the later ones make room. Few have many, and most come in order. */
function placeFor(startMs: number, numbers: Float64Array, begin: number, end: number): number {
  let at = end;
  while (at > begin && (numbers[at - perTime] as number) > startMs) at -= perTime;
  if (at < end) numbers.copyWithin(at + perTime, at, end);
  return at;
}
