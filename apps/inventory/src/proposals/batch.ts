import { requireVersion } from '#common/http/caller.js';
import { Problem, notFound } from '#common/http/problems.js';
import type { Network } from '../core/stock/network.js';
import type { StockDraft } from '../core/stock/stock-draft.js';
import type { ProposalView } from './proposal.dto.js';

/** Proposals that are decided together: what the first take, the others no longer find. */
export interface Batch {
  found: ReadonlyMap<string, ProposalView>;
  stock: StockDraft;
  network: Network;
  /** Pieces that accepted ones take, by part and place. */
  taken: Map<string, number>;
  accepted: ProposalView[];
}

/** Throws when there is no such proposal, or it is not open, or not as the caller has seen it. */
export function openOne({ found }: Pick<Batch, 'found'>, id: string, seen: number | undefined): ProposalView {
  const proposal = found.get(id);
  if (!proposal) throw notFound('proposal', id);
  if (proposal.status !== 'open') throw new Problem('illegal-transition', `the proposal is ${proposal.status} already`);
  requireVersion(proposal.version, seen);
  return proposal;
}

/** Adds it to what is accepted; throws when its place has not enough left. */
export function accept({ stock, taken, accepted }: Batch, proposal: ProposalView): void {
  const { id, partId, fromLocationId, quantity } = proposal;
  if (accepted.some((other) => other.id === id))
    throw new Problem('illegal-transition', 'the proposal is approved already');
  if (fromLocationId !== null) {
    const key = `${partId} ${fromLocationId}`;
    const before = taken.get(key) ?? 0;
    const available = stock.available(partId, fromLocationId) - before;
    if (available < quantity) {
      throw new Problem(
        'insufficient-stock',
        `the supplier has ${available} pieces left, not ${quantity}: approve fewer`,
      );
    }
    taken.set(key, before + quantity);
  }
  accepted.push(proposal);
}

/** Why it was refused, if it was. */
export function refusalOf(step: () => void): string | undefined {
  try {
    step();
    return undefined;
  } catch (error) {
    if (error instanceof Problem) return error.message;
    throw error;
  }
}
