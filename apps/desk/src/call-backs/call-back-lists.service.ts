import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { notFound } from '#common/http/problems.js';
import { callBackQuestions } from '../core/call-back-questions.js';
import { callBackView } from './call-back-views.js';
import type { CallBackQuery, CallBackView } from './call-back.dto.js';
import { CallBack } from './call-back.entity.js';

/** Reads call-backs, the most urgent first. */
@Injectable()
export class CallBackLists {
  constructor(private readonly transactions: Transactions) {}

  questions() {
    return callBackQuestions;
  }

  get(id: string): Promise<CallBackView> {
    return this.transactions.run(async (manager) => {
      const call = await manager.findOneBy(CallBack, { id });
      if (!call) throw notFound('call-back', id);
      return callBackView(call);
    });
  }

  list(query: CallBackQuery): Promise<Page<CallBackView>> {
    const { requestId, complaint, status = requestId || complaint ? undefined : 'due' } = query;
    const limit = limitOf(query);
    return this.transactions.run(async (manager) => {
      const select = manager
        .createQueryBuilder(CallBack, 'call')
        .orderBy('call.due_at')
        .addOrderBy('call.id')
        .limit(limit + 1);
      const [dueAt, id] = decodeCursor(query.cursor, 2) ?? [];
      if (dueAt !== undefined) select.andWhere('(call.due_at, call.id) > (:dueAt, :id)', { dueAt, id });
      if (status) select.andWhere('call.status = :status', { status });
      if (requestId) select.andWhere('call.request_id = :requestId', { requestId });
      if (complaint) {
        const open = 'call.complaint AND call.complaint_settled_at IS NULL';
        select.andWhere(complaint === 'true' ? open : `NOT (${open})`);
      }
      const page = toPage(await select.getMany(), limit, (call) => [call.dueAt.toISOString(), call.id]);
      return { ...page, items: page.items.map(callBackView) };
    });
  }
}
