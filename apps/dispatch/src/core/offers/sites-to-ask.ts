import type { SiteKind } from '#common/events/lists.js';

/** A candidate and its place in the ranking, from 1. */
export interface ToAsk<T> {
  siteId: string;
  rank: number;
  candidate: T;
}

/**
 * Whom to ask about an order, best first: the best candidate of each franchised site that does not hold an offer of it. Own sites are booked, not asked.
 */
export function sitesToAsk<T extends { siteId: string }>(
  candidates: readonly T[],
  kindOf: (siteId: string) => SiteKind | undefined,
  asked: ReadonlySet<string>,
): ToAsk<T>[] {
  const seen = new Set(asked);
  return candidates
    .map((candidate, index) => ({ siteId: candidate.siteId, rank: index + 1, candidate }))
    .filter(({ siteId }) => kindOf(siteId) === 'franchised' && !seen.has(siteId) && seen.add(siteId));
}
