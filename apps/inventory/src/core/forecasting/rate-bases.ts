import type { InstalledBase } from './forecast-item.js';
import { type RatePrior, updateRate } from './distributions/installed-base.js';

/** One place as the bases of rates see it, over the last year of the history. */
export interface PlaceBase {
  /** Pieces of the whole category that were wanted here: how much this place is asked for. */
  wanted: number;
  /** The same per coming period, as in the last half year. */
  wantedPerPeriod: number;
  /** Units of the category in the field around this place × years. */
  unitYears: number;
  /** What the units that stand there now add in a period. */
  unitYearsPerPeriod: number;
}

/** What was wanted of one part at one place over the same year. */
export interface PlaceDemand {
  pieces: number;
  /** Periods with demand. */
  occurrences: number;
}

export interface RateBasesInput {
  places: readonly RatedPlace[];
  /** By place; only places where something of the category is wanted or stands. */
  bases: ReadonlyMap<string, PlaceBase>;
  demand: ReadonlyMap<string, PlaceDemand>;
  /** Failure rates of the category's parts per unit-year; left out where no units are known. */
  prior?: RatePrior;
  /** Share of the year in which the part was in the catalogue. */
  knownShare: number;
}

interface RatedPlace {
  id: string;
  suppliedFromId: string | null;
}

type Sum = PlaceBase & PlaceDemand;

/** Other places must have wanted so many pieces before they say anything about this one. */
const leastElsewhere = 3;
const longestChain = 8;

/**
 * What a place with hardly any demand of its own is planned by. Where other places want the part: their rate per piece of the category, this place's region
 * before the network (empirical Bayes, strength by the moments of Marshall 1991, "Mapping disease and mortality rates using empirical Bayes
 * estimators"). Where hardly anybody does: units in the field × failure rate. The place's own demand is not in its prior: `forecastItem` adds it.
 */
export class RateBases {
  private readonly own = new Map<string, Sum>();
  /** Each place with all that it supplies. */
  private readonly below = new Map<string, Sum>();
  /** The places that one place supplies, without what these supply. */
  private readonly suppliedBy = new Map<string | null, Sum>();
  private readonly network = nothing();
  private readonly strength: number;

  constructor(private readonly input: RateBasesInput) {
    const byId = new Map(input.places.map((place) => [place.id, place]));
    for (const place of input.places) {
      const base = input.bases.get(place.id);
      const demand = input.demand.get(place.id);
      if (!base && !demand) continue;
      const sum = together(base, demand);
      this.own.set(place.id, sum);
      add(this.network, sum);
      add(sumAt(this.suppliedBy, place.suppliedFromId), sum);
      let above: RatedPlace | undefined = place;
      for (let height = 0; above && height < longestChain; height += 1) {
        add(sumAt(this.below, above.id), sum);
        above = above.suppliedFromId === null ? undefined : byId.get(above.suppliedFromId);
      }
    }
    this.strength = strengthOf([...this.own.values()], this.network);
  }

  at(place: RatedPlace): InstalledBase | undefined {
    const own = this.own.get(place.id) ?? nothing();
    const here = this.below.get(place.id) ?? nothing();
    const isPooled = this.network.pieces - here.pieces >= leastElsewhere;
    return isPooled ? this.pooled(place, own) : this.installed(here);
  }

  private pooled({ suppliedFromId }: RatedPlace, own: Sum): InstalledBase | undefined {
    const { network, strength } = this;
    const elsewhere = network.wanted - own.wanted;
    if (own.wantedPerPeriod <= 0 || elsewhere <= 0) return undefined;
    const region = this.suppliedBy.get(suppliedFromId) ?? own;
    const ofNetwork = (network.pieces - own.pieces) / elsewhere;
    const ofRegion =
      (strength * ofNetwork + region.pieces - own.pieces) / (strength + Math.max(0, region.wanted - own.wanted));
    // A part that is taken four at a time is known less well than its pieces say.
    const piecesPerFailure = Math.max(1, network.pieces / Math.max(1, network.occurrences));
    return {
      method: 'pooled',
      prior: { alpha: Math.max(1e-9, (ofRegion * strength) / piecesPerFailure), beta: strength },
      piecesSeen: own.pieces,
      unitYearsSeen: own.wanted,
      unitYearsPerPeriod: own.wantedPerPeriod,
      piecesPerFailure,
    };
  }

  private installed(here: Sum): InstalledBase | undefined {
    const { prior, knownShare } = this.input;
    if (!prior || here.unitYearsPerPeriod <= 0) return undefined;
    const elsewhere = Math.max(0, this.network.unitYears - here.unitYears) * knownShare;
    const { alpha, beta } = updateRate(prior, { failures: this.network.pieces - here.pieces, unitYears: elsewhere });
    return {
      method: 'installed-base',
      prior: { alpha, beta },
      piecesSeen: here.pieces,
      unitYearsSeen: here.unitYears * knownShare,
      unitYearsPerPeriod: here.unitYearsPerPeriod,
      piecesPerFailure: 1,
    };
  }
}

/** Pieces of the category that the rate of the others is worth: few where the places differ by more than chance, all of them where they do not. */
function strengthOf(places: readonly Sum[], { pieces, wanted }: Sum): number {
  if (wanted === 0) return 0;
  const mean = pieces / wanted;
  const squares = places.reduce(
    (sum, one) => sum + (one.wanted > 0 ? (one.pieces - mean * one.wanted) ** 2 / one.wanted : 0),
    0,
  );
  const rated = places.filter((one) => one.wanted > 0).length;
  const between = (squares - mean * rated) / wanted;
  return between > 0 ? Math.min(wanted, mean / between) : wanted;
}

const nothing = (): Sum => together(undefined, undefined);

/** Field by field: there is one for each place of each part. */
function together(base: PlaceBase | undefined, demand: PlaceDemand | undefined): Sum {
  return {
    wanted: base?.wanted ?? 0,
    wantedPerPeriod: base?.wantedPerPeriod ?? 0,
    unitYears: base?.unitYears ?? 0,
    unitYearsPerPeriod: base?.unitYearsPerPeriod ?? 0,
    pieces: demand?.pieces ?? 0,
    occurrences: demand?.occurrences ?? 0,
  };
}

function add(to: Sum, sum: Sum): void {
  to.wanted += sum.wanted;
  to.wantedPerPeriod += sum.wantedPerPeriod;
  to.unitYears += sum.unitYears;
  to.unitYearsPerPeriod += sum.unitYearsPerPeriod;
  to.pieces += sum.pieces;
  to.occurrences += sum.occurrences;
}

function sumAt<Key>(sums: Map<Key, Sum>, key: Key): Sum {
  const sum = sums.get(key) ?? nothing();
  sums.set(key, sum);
  return sum;
}
