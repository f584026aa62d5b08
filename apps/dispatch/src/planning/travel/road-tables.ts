import { logger } from '#common/runtime/logger.js';
import type { Spot } from '../../core/matching/travel.js';
import type { TravelSource } from '../../core/plans/roads.js';
import { PairCache, spotKey } from './pair-cache.js';
import { RoadServerRefused, type AskRoads, type RoadBlock } from './road-server.js';
import { type AskingLimits, greatCircleTable, rowByRow, type TravelTable, type TravelTables } from './travel-table.js';

export interface RoadLimits {
  /** Sources and targets together in one request. */
  pointsAtOnce: number;
  timeoutSeconds: number;
  /** For a whole table; what is not known by then is estimated. */
  tableSeconds: number;
  cachedPairs: number;
}

/** Getting to the car, parking, finding the door: the great circle has it too. */
export const doorSeconds = 300;
const atOnce = 4;
/** A server that did not answer is left alone so long: every plan would wait for it in vain. */
const restMs = 30_000;

/** Pairs to ask for: all of these sources with all of these targets, by their numbers in the list of points. */
interface Block {
  sources: readonly number[];
  targets: readonly number[];
}

/**
 * Tables of a road server, asked in blocks that it takes, remembered by pair. A block that it refuses is divided until the bad point is alone; what it
 * does not know, or not in time, is estimated by the great circle and marked.
 */
export class RoadTables implements TravelTables {
  private readonly cache: PairCache;
  private restsUntil = -Infinity;

  constructor(
    private readonly source: TravelSource,
    private readonly ask: AskRoads,
    private readonly limits: RoadLimits,
  ) {
    this.cache = new PairCache(limits.cachedPairs);
  }

  async between(spots: readonly Spot[], limits: AskingLimits = {}): Promise<TravelTable> {
    const table = await greatCircleTable(spots, this.source);
    table.estimated.fill(1);
    table.metres.forEach((metres, pair) => {
      if (metres < 1) table.estimated[pair] = 0; // the same place
    });
    const asking = new Asking(spots, table, limits);
    await this.takeCached(asking);
    if (performance.now() >= this.restsUntil) await this.askAll(asking);
    else asking.because ??= 'the road server did not answer a moment ago';
    return asking.finish();
  }

  private async takeCached({ keys, places, fill, table }: Asking): Promise<void> {
    if (this.cache.size === 0) return;
    await rowByRow(places, (from) => {
      for (let to = 0; to < places; to += 1) {
        const known =
          table.estimated[from * places + to] === 1 && this.cache.get(keys[from] as string, keys[to] as string);
        if (known) fill(from, to, known.seconds, known.metres);
      }
    });
  }

  /** A few requests at a time, until all is known, the time is up or the server is silent. */
  private async askAll(asking: Asking): Promise<void> {
    const waiting = asking.blocks(Math.max(1, Math.floor(this.limits.pointsAtOnce / 2)));
    const tableSeconds = Math.min(this.limits.tableSeconds, asking.limits.seconds ?? Infinity);
    const ends = performance.now() + 1000 * tableSeconds;
    const work = async () => {
      for (let block = waiting.shift(); block; block = waiting.shift()) {
        const left = ends - performance.now();
        if (left <= 0) asking.because ??= tooLong(tableSeconds);
        if (asking.limits.signal?.aborted) asking.because ??= stopped;
        if (left <= 0 || asking.limits.signal?.aborted || performance.now() < this.restsUntil) return;
        waiting.unshift(...(await this.askBlock(asking, block, left, tableSeconds)));
      }
    };
    await Promise.all(Array.from({ length: atOnce }, work));
  }

  /** Answers with what is still to be asked instead. */
  private async askBlock(asking: Asking, block: Block, leftMs: number, tableSeconds: number): Promise<Block[]> {
    const spotsOf = (numbers: readonly number[]) => numbers.map((number) => asking.spots[number] as Spot);
    const timeoutMs = 1000 * this.limits.timeoutSeconds;
    const ends = performance.now() + leftMs;
    try {
      const timeout = AbortSignal.timeout(Math.ceil(Math.min(leftMs, timeoutMs)));
      const signal = asking.limits.signal ? AbortSignal.any([timeout, asking.limits.signal]) : timeout;
      this.take(asking, block, await this.ask(spotsOf(block.sources), spotsOf(block.targets), signal));
      return [];
    } catch (error) {
      const isRefused = error instanceof RoadServerRefused;
      if (isRefused && error.mayBeDivided && block.sources.length + block.targets.length > 2) return halvesOf(block);
      const isStopped = asking.limits.signal?.aborted === true;
      const isCutShort = !isRefused && leftMs < timeoutMs && performance.now() >= ends;
      if (isStopped || isCutShort) {
        asking.because ??= isStopped ? stopped : tooLong(tableSeconds);
        return [];
      }
      asking.because ??= isRefused ? error.message : `the road server does not answer: ${reasonOf(error)}`;
      if (!isRefused) this.rest(asking.because);
      return [];
    }
  }

  private rest(because: string): void {
    if (performance.now() >= this.restsUntil)
      logger.warn({ because, travelSource: this.source }, 'travel is estimated');
    this.restsUntil = performance.now() + restMs;
  }

  private take(
    { keys, fill, table, places }: Asking,
    { sources, targets }: Block,
    { seconds, metres }: RoadBlock,
  ): void {
    const mayKeep = places * places <= this.limits.cachedPairs; // or it would push itself out
    sources.forEach((from, row) =>
      targets.forEach((to, column) => {
        const at = row * targets.length + column;
        const trip = {
          seconds: Math.round((seconds[at] as number) + doorSeconds),
          metres: Math.round(metres[at] as number),
        };
        if (table.estimated[from * places + to] === 0 || Number.isNaN(trip.seconds + trip.metres)) return;
        fill(from, to, trip.seconds, trip.metres);
        if (mayKeep) this.cache.set(keys[from] as string, keys[to] as string, trip);
      }),
    );
  }
}

const tooLong = (seconds: number) => `the road server took more than ${seconds} s for all pairs`;
const stopped = 'the plan was stopped while the road server was being asked';

/** The longer side in two. */
function halvesOf({ sources, targets }: Block): Block[] {
  const isBySource = sources.length >= targets.length;
  const long = isBySource ? sources : targets;
  const half = Math.ceil(long.length / 2);
  return [long.slice(0, half), long.slice(half)].map((part) =>
    isBySource ? { sources: part, targets } : { sources, targets: part },
  );
}

function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return error.cause instanceof Error ? error.cause.message || error.message : error.message;
}

/** A table that is being filled. */
class Asking {
  readonly places: number;
  readonly keys: readonly string[];
  because: string | undefined;

  constructor(
    readonly spots: readonly Spot[],
    readonly table: TravelTable,
    readonly limits: AskingLimits,
  ) {
    this.places = spots.length;
    this.keys = spots.map(spotKey);
  }

  readonly fill = (from: number, to: number, seconds: number, metres: number): void => {
    const at = from * this.places + to;
    this.table.seconds[at] = seconds;
    this.table.metres[at] = metres;
    this.table.estimated[at] = 0;
  };

  /** Squares of `side` points with a pair that is not known yet. */
  blocks(side: number): Block[] {
    const all = Array.from({ length: this.places }, (_, number) => number);
    const parts = Array.from({ length: Math.ceil(this.places / side) }, (_, part) =>
      all.slice(part * side, (part + 1) * side),
    );
    return parts
      .flatMap((sources) => parts.map((targets) => ({ sources, targets })))
      .flatMap(({ sources, targets }) => {
        const open = (from: number, to: number) => this.table.estimated[from * this.places + to] === 1;
        const from = sources.filter((one) => targets.some((other) => open(one, other)));
        const to = targets.filter((other) => sources.some((one) => open(one, other)));
        return from.length > 0 ? [{ sources: from, targets: to }] : [];
      });
  }

  finish(): TravelTable {
    const { table, because } = this;
    table.estimatedPairs = table.estimated.reduce((sum, one) => sum + one, 0);
    table.isFallback = table.estimatedPairs > 0;
    if (table.estimatedPairs > 0) table.estimatedBecause = because ?? 'the road server knows no way';
    return table;
  }
}
