import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { requireVersion } from '#common/http/caller.js';
import type { Page, PageQuery } from '#common/http/pages.js';
import { Problem, invalid, notFound } from '#common/http/problems.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { inTransitId } from '../core/stock/network.js';
import { LeadTimesService } from '../lanes/lead-times.service.js';
import { type Listing, listRows } from '../reading/list-rows.js';
import { ReplenishmentService } from '../replenishment/replenishment.service.js';
import { StockLedger } from '../stock/stock-ledger.service.js';
import type {
  Approval,
  ApprovalRule,
  BulkApproval,
  BulkOutcome,
  BulkResult,
  ProposalQuery,
  ProposalView,
  SeenProposal,
} from './proposal.dto.js';

const select = `
  SELECT id, source, kind, part_id AS "partId", from_location_id AS "fromLocationId", to_location_id AS "toLocationId", quantity,
    value_minor::double precision AS "valueMinor", currency, position, reorder_point AS "reorderPoint", order_up_to AS "orderUpTo", reason,
    cost_minor::double precision AS "costMinor", gain_minor::double precision AS "gainMinor", saved_shortages AS "savedShortages", status, proposed_at AS "proposedAt", decided_at AS "decidedAt", decided_by AS "decidedBy", decision_reason AS "decisionReason",
    replenishment_order_id AS "replenishmentOrderId", version
  FROM proposal`;

const mostAtOnce = 200;

/** What the review proposes and a planner decides. */
@Injectable()
export class ProposalsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly ledger: StockLedger,
    private readonly leadTimes: LeadTimesService,
    private readonly replenishment: ReplenishmentService,
    private readonly timers: Timers,
    private readonly clock: Clock,
  ) {}

  async list(query: ProposalQuery): Promise<Page<ProposalView>> {
    return this.rows(query, [
      ['status = ?', query.status],
      ['part_id = ?', query.partId],
      ['to_location_id = ?', query.toLocationId],
      ['source = ?', query.source],
    ]);
  }

  async get(id: string): Promise<ProposalView> {
    const { items } = await this.rows({}, [['id = ?', id]]);
    const [found] = items;
    if (!found) throw notFound('proposal', id);
    return found;
  }

  async approve(id: string, approval: Approval, caller: Actor, seen: number | undefined): Promise<ProposalView> {
    return this.transactions.run(async () => {
      const proposal = await this.lockOpen(id, seen);
      const quantity = approval.quantity ?? proposal.quantity;
      if (quantity !== proposal.quantity && !approval.reason) {
        throw invalid('reason', `is needed to order ${quantity} instead of the proposed ${proposal.quantity}`);
      }
      const orderId = await this.order({ ...proposal, quantity });
      await this.decide(proposal, 'approved', caller, approval.reason ?? null, orderId);
      return this.get(id);
    });
  }

  async reject(id: string, reason: string, caller: Actor, seen: number | undefined): Promise<ProposalView> {
    return this.transactions.run(async () => {
      const proposal = await this.lockOpen(id, seen);
      await this.decide(proposal, 'rejected', caller, reason, null);
      return this.get(id);
    });
  }

  /** Approves each that can be; one that cannot does not hold up the others. */
  async approveAll({ proposals, rule }: BulkApproval, caller: Actor): Promise<BulkResult> {
    if (proposals && rule) throw invalid('rule', 'cannot be given together with proposals: choose one of them');
    return this.transactions.run(async () => {
      const { chosen, left } = rule ? await this.coveredBy(rule) : { chosen: proposals ?? [], left: 0 };
      if (!proposals && !rule) throw invalid('proposals', 'are needed, or a rule that says which');
      const outcomes: BulkOutcome[] = [];
      const values = new Map<string, number>();
      for (const { id, version } of chosen) {
        const { outcome, approved } = await this.tryToApprove(id, version, caller);
        outcomes.push(outcome);
        if (approved) values.set(approved.currency, (values.get(approved.currency) ?? 0) + approved.valueMinor);
      }
      const approved = outcomes.filter(({ problem }) => problem === null).length;
      const totals = {
        ...{ approved, refused: outcomes.length - approved },
        values: [...values].map(([currency, valueMinor]) => ({ currency, valueMinor })),
      };
      return { outcomes, totals, left };
    });
  }

  /** The lock comes first: what the rule finds is still so when it is approved. */
  private async coveredBy(rule: ApprovalRule): Promise<{ chosen: SeenProposal[]; left: number }> {
    await this.ledger.lock();
    const rows = await this.transactions.manager.query<(SeenProposal & { covered: number })[]>(
      `SELECT id, version, (count(*) OVER ())::integer AS covered FROM proposal
       WHERE status = 'open' AND value_minor <= $1 AND currency = $2 AND ($3::text IS NULL OR kind = $3)
         AND ($4::text IS NULL OR source = $4)
       ORDER BY value_minor, id LIMIT ${mostAtOnce}`,
      [rule.upToValueMinor, rule.currency, rule.kind ?? null, rule.source ?? null],
    );
    return { chosen: rows, left: (rows[0]?.covered ?? 0) - rows.length };
  }

  /** Every check of `approve` comes before its first write, so a refusal leaves nothing behind in the open transaction. */
  private async tryToApprove(
    id: string,
    version: number,
    caller: Actor,
  ): Promise<{ outcome: BulkOutcome; approved?: ProposalView }> {
    try {
      const approved = await this.approve(id, {}, caller, version);
      const { replenishmentOrderId } = approved;
      return { outcome: { id, replenishmentOrderId, problem: null }, approved };
    } catch (error) {
      if (error instanceof Problem) return { outcome: { id, replenishmentOrderId: null, problem: error.message } };
      throw error;
    }
  }

  private async order(proposal: ProposalView): Promise<string> {
    const { partId, fromLocationId, toLocationId, quantity } = proposal;
    const places = [toLocationId, inTransitId, ...(fromLocationId === null ? [] : [fromLocationId])];
    const stock = await this.ledger.draft([partId], places);
    const available = fromLocationId === null ? quantity : stock.available(partId, fromLocationId);
    if (available < quantity) {
      throw new Problem(
        'insufficient-stock',
        `the supplier has ${available} pieces left, not ${quantity}: approve fewer`,
      );
    }
    const network = await this.leadTimes.network([partId]);
    const [orderId] = await this.replenishment.place(stock, network, [proposal]);
    if (orderId === undefined) throw new Error(`no order was placed for proposal ${proposal.id}`);
    return orderId;
  }

  private async lockOpen(id: string, seen: number | undefined): Promise<ProposalView> {
    await this.ledger.lock();
    await this.transactions.manager.query(`SELECT 1 FROM proposal WHERE id = $1 FOR UPDATE`, [id]);
    const proposal = await this.get(id);
    if (proposal.status !== 'open')
      throw new Problem('illegal-transition', `the proposal is ${proposal.status} already`);
    requireVersion(proposal.version, seen);
    return proposal;
  }

  private async decide(
    { id, source, partId }: ProposalView,
    status: 'approved' | 'rejected',
    caller: Actor,
    reason: string | null,
    orderId: string | null,
  ): Promise<void> {
    await this.transactions.manager.query(
      `UPDATE proposal SET status = $2, decided_at = $3, decided_by = $4, decision_reason = $5, replenishment_order_id = $6,
         version = version + 1 WHERE id = $1`,
      [id, status, this.clock.now(), caller.name, reason, orderId],
    );
    // A proposed move stands among the exceptions.
    if (source !== 'review')
      await this.timers.set('planning-exceptions-step', `move ${partId}`, this.clock.now(), { partIds: [partId] });
  }

  private rows(query: PageQuery, conditions: Listing<ProposalView>['conditions']): Promise<Page<ProposalView>> {
    return this.transactions.run((manager) =>
      listRows<ProposalView>(manager, query, {
        select,
        conditions,
        sort: [{ column: 'id', type: 'uuid' }],
        descending: true,
        sortValues: ({ id }) => [id],
      }),
    );
  }
}
