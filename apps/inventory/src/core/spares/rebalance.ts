import type { DemandView } from '../policy/newsvendor.js';

/** One part at one place, with the demand that its stock must last for. */
export interface PlaceStock {
  locationId: string;
  /** Pieces that could be sent. */
  available: number;
  /** Pieces that will come anyway, less those that are owed: what the place has for its demand is `available` + `expected`. */
  expected: number;
  /** Demand until a transfer or an order could arrive here. */
  demand: DemandView;
}

export interface TransferCosts {
  perTransfer: number;
  perPiece: number;
  /** What a piece short at a place costs. */
  perShortage: number;
}

export interface TransferProposal {
  fromLocationId: string;
  toLocationId: string;
  quantity: number;
  /** Expected pieces short that are saved over both places. */
  savedShortages: number;
  cost: number;
  /** Saved shortages in money less cost: above 0, or it is not proposed. */
  gain: number;
}

interface Pair {
  from: number;
  to: number;
  proposal: TransferProposal;
}

/**
 * Transfers between places of the same level that pay: piece after piece from where it is missed least to where it saves most, while the pair gains more than it
 * costs. Expected shortages are convex in stock, so the first piece that does not pay ends a pair. Best pairs first. Looks only at places that have something
 * to send and at those whose shortages cost more than a transfer; numbers that are none propose nothing.
 */
export function proposeTransfers(places: readonly PlaceStock[], costs: TransferCosts): TransferProposal[] {
  const stock = places.map(({ available, expected }) => available + expected);
  const left = places.map(({ available }, at) => (Number.isFinite(stock[at]) ? Math.floor(available) : 0));
  const givers = places.flatMap((_, at) => (canGive(left[at]) ? [at] : []));
  const takers = places.flatMap(({ demand }, at) =>
    Number.isFinite(stock[at]) &&
    demand.shortage(stock[at] ?? 0) * costs.perShortage > costs.perTransfer + costs.perPiece
      ? [at]
      : [],
  );
  const pairs = new Map<string, Pair>();
  const look = (from: number, to: number) => {
    const proposal = from === to ? undefined : pairOf(places, stock, left, from, to, costs);
    if (proposal && proposal.gain > 0) pairs.set(`${from} ${to}`, { from, to, proposal });
    else pairs.delete(`${from} ${to}`);
  };
  for (const from of givers) for (const to of takers) look(from, to);
  const proposals: TransferProposal[] = [];
  for (let round = 0; round < places.length * 2; round += 1) {
    const best = bestOf(pairs.values());
    if (!best) break;
    const { from, to, proposal } = best;
    stock[from] = (stock[from] ?? 0) - proposal.quantity;
    left[from] = (left[from] ?? 0) - proposal.quantity;
    stock[to] = (stock[to] ?? 0) + proposal.quantity;
    proposals.push(proposal);
    for (const giver of givers) for (const taker of takers) if (touches(giver, taker, best)) look(giver, taker);
  }
  return proposals;
}

const canGive = (pieces: number | undefined) => pieces !== undefined && pieces >= 1;

const touches = (giver: number, taker: number, { from, to }: Pair) =>
  giver === from || giver === to || taker === from || taker === to;

/** The largest gain; of equal ones that of the earlier places, whatever was looked at last. */
function bestOf(pairs: Iterable<Pair>): Pair | undefined {
  let best: Pair | undefined;
  for (const pair of pairs) {
    const more = pair.proposal.gain - (best?.proposal.gain ?? 0);
    const isEarlier = best && (pair.from - best.from || pair.to - best.to) < 0;
    if (more > 0 || (more === 0 && isEarlier)) best = pair;
  }
  return best;
}

function pairOf(
  places: readonly PlaceStock[],
  stock: readonly number[],
  left: readonly number[],
  from: number,
  to: number,
  costs: TransferCosts,
): TransferProposal | undefined {
  const [giver, taker, most] = [places[from], places[to], left[from]];
  if (!giver || !taker || most === undefined || !canGive(most)) return undefined;
  const short = (quantity: number) =>
    giver.demand.shortage((stock[from] ?? 0) - quantity) + taker.demand.shortage((stock[to] ?? 0) + quantity);
  const worthOne = costs.perPiece / costs.perShortage;
  const quantity = mostThatPay((pieces) => short(pieces - 1) - short(pieces) > worthOne, most);
  if (quantity === 0) return undefined;
  const savedShortages = short(0) - short(quantity);
  const cost = costs.perTransfer + quantity * costs.perPiece;
  const gain = savedShortages * costs.perShortage - cost;
  return { fromLocationId: giver.locationId, toLocationId: taker.locationId, quantity, savedShortages, cost, gain };
}

/** The last of 1 … `most` pieces that pays, when none does after one that does not: in doubling steps, then halved. */
function mostThatPay(pays: (piece: number) => boolean, most: number): number {
  if (!pays(1)) return 0;
  let low = 1;
  let high = 2;
  while (high <= most && pays(high)) [low, high] = [high, high * 2];
  high = Math.min(high, most + 1);
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (pays(middle)) low = middle;
    else high = middle;
  }
  return low;
}
