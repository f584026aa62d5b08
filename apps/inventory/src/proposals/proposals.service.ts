import { Injectable } from '@nestjs/common';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import type { Page, PageQuery } from '#common/http/pages.js';
import { invalid, notFound } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { inTransitId } from '../core/stock/network.js';
import { LeadTimesService } from '../lanes/lead-times.service.js';
import { ExceptionLooks } from '../planning-exceptions/exception-looks.js';
import { type Listing, listRows } from '../reading/list-rows.js';
import { ReplenishmentService } from '../replenishment/replenishment.service.js';
import { StockLedger } from '../stock/stock-ledger.service.js';
import { accept, type Batch, openOne, refusalOf } from './batch.js';
import type {
  Approval,
  ApprovalRule,
  BulkApproval,
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
    private readonly looks: ExceptionLooks,
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
      const batch = await this.batchOf([id]);
      const proposal = openOne(batch, id, seen);
      const quantity = approval.quantity ?? proposal.quantity;
      if (quantity !== proposal.quantity && !approval.reason) {
        throw invalid('reason', `is needed to order ${quantity} instead of the proposed ${proposal.quantity}`);
      }
      accept(batch, { ...proposal, quantity });
      await this.placeAll(batch, caller, approval.reason ?? null);
      return this.get(id);
    });
  }

  async reject(id: string, reason: string, caller: Actor, seen: number | undefined): Promise<ProposalView> {
    return this.transactions.run(async () => {
      await this.ledger.lock();
      const proposal = openOne({ found: await this.lockRows([id]) }, id, seen);
      await this.decide([{ proposal, orderId: null }], 'rejected', caller, reason);
      return this.get(id);
    });
  }

  /** Approves each that can be; one that cannot does not hold up the others. */
  async approveAll({ proposals, rule }: BulkApproval, caller: Actor): Promise<BulkResult> {
    if (proposals && rule) throw invalid('rule', 'cannot be given together with proposals: choose one of them');
    return this.transactions.run(async () => {
      const { chosen, left } = rule ? await this.coveredBy(rule) : { chosen: proposals ?? [], left: 0 };
      if (!proposals && !rule) throw invalid('proposals', 'are needed, or a rule that says which');
      const batch = await this.batchOf(chosen.map(({ id }) => id));
      const refusals = chosen.map(({ id, version }) => refusalOf(() => accept(batch, openOne(batch, id, version))));
      const orders = await this.placeAll(batch, caller, null);
      const outcomes = chosen.map(({ id }, index) => {
        const problem = refusals[index] ?? null;
        return { id, replenishmentOrderId: problem === null ? (orders.get(id) ?? null) : null, problem };
      });
      const values = new Map<string, number>();
      for (const { currency, valueMinor } of batch.accepted)
        values.set(currency, (values.get(currency) ?? 0) + valueMinor);
      const approved = batch.accepted.length;
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

  /** All that is needed to decide about these proposals, locked. */
  private async batchOf(ids: readonly string[]): Promise<Batch> {
    await this.ledger.lock();
    const found = await this.lockRows(ids);
    const partIds = [...new Set([...found.values()].map(({ partId }) => partId))];
    const places = [...found.values()].flatMap(({ fromLocationId, toLocationId }) => [fromLocationId, toLocationId]);
    const known = new Set([inTransitId, ...places.filter((place) => place !== null)]);
    const stock = await this.ledger.draft(partIds, [...known]);
    return { found, stock, network: await this.leadTimes.network(partIds), taken: new Map(), accepted: [] };
  }

  private async lockRows(ids: readonly string[]): Promise<Map<string, ProposalView>> {
    const rows = await this.transactions.manager.query<ProposalView[]>(
      `${select} WHERE id = ANY($1::uuid[]) ORDER BY id FOR UPDATE`,
      [ids],
    );
    return new Map(rows.map((row) => [row.id, row]));
  }

  /** Places what was accepted; answers the orders by proposal. */
  private async placeAll({ stock, network, accepted }: Batch, caller: Actor, reason: string | null) {
    const orderIds = await this.replenishment.place(stock, network, accepted);
    const decided = accepted.map((proposal, index) => ({ proposal, orderId: orderIds[index] ?? null }));
    await this.decide(decided, 'approved', caller, reason);
    return new Map(decided.map(({ proposal, orderId }) => [proposal.id, orderId]));
  }

  private async decide(
    decided: readonly { proposal: ProposalView; orderId: string | null }[],
    status: 'approved' | 'rejected',
    caller: Actor,
    reason: string | null,
  ): Promise<void> {
    if (decided.length === 0) return;
    const now = this.clock.now();
    await this.transactions.manager.query(
      `UPDATE proposal SET status = $2, decided_at = $3, decided_by = $4, decision_reason = $5,
         replenishment_order_id = decided.order_id, version = version + 1
       FROM unnest($1::uuid[], $6::uuid[]) AS decided (id, order_id) WHERE proposal.id = decided.id`,
      [
        decided.map(({ proposal }) => proposal.id),
        ...[status, now, caller.name, reason],
        decided.map(({ orderId }) => orderId),
      ],
    );
    // Proposed moves stand among the exceptions.
    const moved = decided.filter(({ proposal }) => proposal.source !== 'review');
    await this.looks.soon(moved.map(({ proposal }) => proposal.partId));
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
