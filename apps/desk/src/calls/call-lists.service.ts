import { Injectable } from '@nestjs/common';
import { In } from 'typeorm';
import { Transactions } from '#common/database/transactions.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import { Customer } from '../customers/customer.entity.js';
import { CallRows } from './call-rows.service.js';
import { callStepView, callView } from './call-views.js';
import type { CallQuery, CallStoryView, CallView } from './call.dto.js';
import { Call } from './call.entity.js';

const mostListed = 200;

/** Reads calls. */
@Injectable()
export class CallLists {
  constructor(
    private readonly transactions: Transactions,
    private readonly rows: CallRows,
  ) {}

  /** Newest first. */
  list({ status, requestId, ...query }: CallQuery): Promise<Page<CallView>> {
    const limit = limitOf(query);
    const [before] = decodeCursor(query.cursor, 1) ?? [];
    return this.transactions.run(async (manager) => {
      const select = manager
        .createQueryBuilder(Call, 'call')
        .orderBy('call.id', 'DESC')
        .limit(limit + 1);
      if (before !== undefined) select.andWhere('call.id < :before', { before });
      if (status) select.andWhere('call.status = :status', { status });
      if (requestId) select.andWhere('call.requestId = :requestId', { requestId });
      const page = toPage(await select.getMany(), limit, ({ id }) => [id]);
      return { ...page, items: await this.views(page.items) };
    });
  }

  /** Those that wait, in the order in which they are given to seats. */
  queue(): Promise<CallView[]> {
    return this.transactions.run(async (manager) => {
      const order = { urgent: 'DESC', arrivedAt: 'ASC', id: 'ASC' } as const;
      return this.views(await manager.find(Call, { where: { status: 'waiting' }, order, take: mostListed }));
    });
  }

  get(id: string): Promise<CallStoryView> {
    return this.transactions.run(async (manager) => {
      const call = await manager.findOneBy(Call, { id });
      if (!call) throw notFound('call', id);
      const steps = await this.rows.steps(id);
      return { ...(await this.view(call)), steps: steps.map(callStepView) };
    });
  }

  async view(call: Call): Promise<CallView> {
    const [view] = await this.views([call]);
    if (!view) throw notFound('call', call.id);
    return view;
  }

  private async views(calls: readonly Call[]): Promise<CallView[]> {
    const { manager } = this.transactions;
    const ids = [...new Set(calls.flatMap(({ customerIds }) => customerIds))];
    const customers = ids.length > 0 ? await manager.findBy(Customer, { id: In(ids) }) : [];
    const nameOf = new Map(customers.map(({ id, name }) => [id, name]));
    const placeOf = calls.some(({ status }) => status === 'waiting') ? await this.places() : new Map<string, number>();
    return calls.map((call) => callView(call, nameOf, placeOf.get(call.id)));
  }

  /** From 1, in the order of the queue. */
  private async places(): Promise<Map<string, number>> {
    const rows = await this.transactions.manager.query<{ id: string }[]>(
      `SELECT id FROM call WHERE status = 'waiting' ORDER BY urgent DESC, arrived_at, id`,
    );
    return new Map(rows.map(({ id }, index) => [id, index + 1]));
  }
}
