import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { chosenOf, compare } from '../core/matching/explain.js';
import { comparisonText, differenceText } from '../core/matching/explain-texts.js';
import type { Network } from '../core/matching/network.js';
import type { Candidate } from '../core/matching/rank.js';
import type { Rejection } from '../core/matching/rules.js';
import { NetworkService } from '../network/network.service.js';
import { seeAll } from '../network/see-all.js';
import { OrderLists } from '../orders/order-lists.service.js';
import { candidateView, rejectedView } from './candidate-view.js';
import type { AlternativeView, ExplanationView, RejectedGroupView } from './explanation.dto.js';
import { lastRanking } from './ranking-store.js';

const usualAlternatives = 3;

/** Why this one rather than the next ones, and why nobody. */
@Injectable()
export class ExplanationsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly orders: OrderLists,
    private readonly network: NetworkService,
  ) {}

  /** Explains the order's last ranking; a site reads of its own people only. */
  async of(orderId: string, alternatives = usualAlternatives, caller: Actor): Promise<ExplanationView> {
    return this.transactions.run(async (manager) => {
      const order = await this.orders.find(manager, orderId, caller);
      await seeAll(manager);
      const ranking = await lastRanking(manager, orderId);
      if (!ranking) return { repairOrderId: orderId, number: 0, alternatives: [], rejected: [] };
      const network = await this.network.current(manager);
      const shown = ({ siteId }: { siteId: string }) => !caller.siteId || siteId === caller.siteId;
      const { rejected, number, ranked_at: rankedAt } = ranking;
      const candidates = ranking.candidates.filter(shown);
      const view = (candidate: Candidate) => candidateView(candidate, candidates.indexOf(candidate), network);
      const siteId = order.siteId ?? order.offeredTo[0] ?? null;
      const chosen = chosenOf(candidates, { siteId, technicianId: order.technicianId });
      const others = candidates.filter((candidate) => candidate !== chosen).slice(0, alternatives);
      return {
        repairOrderId: orderId,
        number,
        rankedAt: rankedAt.toISOString(),
        ...(chosen && { chosen: view(chosen) }),
        alternatives: chosen ? others.map((other) => alternativeView(chosen, other, view(other))) : [],
        rejected: groupsOf(rejected.filter(shown), network),
      };
    });
  }
}

function alternativeView(
  chosen: Candidate,
  other: Candidate,
  candidate: AlternativeView['candidate'],
): AlternativeView {
  const comparison = compare(chosen, other);
  const { en, zh } = comparisonText(comparison);
  return {
    candidate,
    differenceMinutes: comparison.minutes,
    textEn: en,
    textZh: zh,
    differences: comparison.differences.map((difference) => {
      const text = differenceText(difference);
      return {
        term: difference.chosen.term,
        chosenMinutes: difference.chosen.costMinutes,
        otherMinutes: difference.other.costMinutes,
        differenceMinutes: difference.minutes,
        textEn: text.en,
        textZh: text.zh,
      };
    }),
  };
}

function groupsOf(rejected: readonly Rejection[], network: Network): RejectedGroupView[] {
  const byRule = new Map<string, Rejection[]>();
  for (const rejection of rejected) byRule.set(rejection.rule, [...(byRule.get(rejection.rule) ?? []), rejection]);
  return [...byRule.values()]
    .toSorted((one, other) => other.length - one.length)
    .flatMap(([first, ...rest]) => (first ? [{ count: 1 + rest.length, example: rejectedView(first, network) }] : []));
}
