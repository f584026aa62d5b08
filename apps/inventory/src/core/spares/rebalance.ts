import type { DemandView } from '../policy/newsvendor.js';

/** One part at one place, with the demand that its stock must last for. */
export interface PlaceStock {
  locationId: string;
  /** Pieces that could be sent. */
  available: number;
  /** Pieces that will come anyway. */
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

/**
 * Transfers between places of the same level that pay: piece after piece from where it is missed least to where it saves most, while the pair gains more than it
 * costs. Expected shortages are convex in stock, so the first piece that does not pay ends a pair. Best pairs first.
 */
export function proposeTransfers(places: readonly PlaceStock[], costs: TransferCosts): TransferProposal[] {
  const stock = places.map(({ available, expected }) => available + expected);
  const left = places.map(({ available }) => available);
  const proposals: TransferProposal[] = [];
  for (let round = 0; round < places.length * 2; round += 1) {
    const best = bestPair(places, stock, left, costs);
    if (!best) break;
    const { from, to, proposal } = best;
    stock[from] = (stock[from] ?? 0) - proposal.quantity;
    left[from] = (left[from] ?? 0) - proposal.quantity;
    stock[to] = (stock[to] ?? 0) + proposal.quantity;
    proposals.push(proposal);
  }
  return proposals;
}

function bestPair(
  places: readonly PlaceStock[],
  stock: readonly number[],
  left: readonly number[],
  costs: TransferCosts,
) {
  let best: { from: number; to: number; proposal: TransferProposal } | undefined;
  for (let from = 0; from < places.length; from += 1) {
    if ((left[from] ?? 0) < 1) continue;
    for (let to = 0; to < places.length; to += 1) {
      const proposal = from === to ? undefined : pairOf(places, stock, left, from, to, costs);
      if (proposal && proposal.gain > (best?.proposal.gain ?? 0)) best = { from, to, proposal };
    }
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
) {
  const [giver, taker] = [places[from], places[to]];
  if (!giver || !taker) return undefined;
  const short = (quantity: number) =>
    giver.demand.shortage((stock[from] ?? 0) - quantity) + taker.demand.shortage((stock[to] ?? 0) + quantity);
  const worthOne = costs.perPiece / costs.perShortage;
  let quantity = 0;
  while (quantity + 1 <= (left[from] ?? 0) && short(quantity) - short(quantity + 1) > worthOne) quantity += 1;
  if (quantity === 0) return undefined;
  const savedShortages = short(0) - short(quantity);
  const cost = costs.perTransfer + quantity * costs.perPiece;
  const gain = savedShortages * costs.perShortage - cost;
  return { fromLocationId: giver.locationId, toLocationId: taker.locationId, quantity, savedShortages, cost, gain };
}
