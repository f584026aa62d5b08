import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { noticeText } from '../core/notices/notice-text.js';
import { Product } from '../products/product.entity.js';
import { ServiceRequest } from '../requests/service-request.entity.js';
import type { NoticeQuery, NoticeView } from './notice.dto.js';
import { Notice } from './notice.entity.js';

/** What a notice is told about. */
export interface NoticeSubject {
  request: ServiceRequest;
  product: Product;
}

/** Reads notices, newest first. */
@Injectable()
export class NoticeLists {
  constructor(private readonly transactions: Transactions) {}

  list({ requestId, repairOrderId, ...query }: NoticeQuery): Promise<Page<NoticeView>> {
    const limit = limitOf(query);
    const [before] = decodeCursor(query.cursor, 1) ?? [];
    return this.transactions.run(async (manager) => {
      const select = manager
        .createQueryBuilder(Notice, 'notice')
        .orderBy('notice.id', 'DESC')
        .limit(limit + 1);
      if (before !== undefined) select.andWhere('notice.id < :before', { before });
      if (requestId) select.andWhere('notice.requestId = :requestId', { requestId });
      if (repairOrderId) select.andWhere('notice.repairOrderId = :repairOrderId', { repairOrderId });
      const page = toPage(await select.getMany(), limit, ({ id }) => [id]);
      const subjects = await this.subjectsOf(page.items);
      return { ...page, items: page.items.map((notice) => viewOf(notice, subjects.get(notice.requestId))) };
    });
  }

  /** Request and product of each notice, by the request's id. */
  subjectsOf(notices: readonly Notice[]): Promise<Map<string, NoticeSubject>> {
    return this.transactions.run(async (manager) => {
      const requests = await manager
        .createQueryBuilder(ServiceRequest, 'request')
        .where('request.id = ANY(:ids)', { ids: notices.map(({ requestId }) => requestId) })
        .getMany();
      const rows = await manager
        .createQueryBuilder(Product, 'product')
        .where('product.id = ANY(:ids)', { ids: requests.map(({ productId }) => productId) })
        .getMany();
      const products = new Map(rows.map((product) => [product.id, product]));
      return new Map(
        requests.flatMap((request) => {
          const product = products.get(request.productId);
          return product ? [[request.id, { request, product }] as const] : [];
        }),
      );
    });
  }
}

/** The text of a notice as it would be sent now. */
export function textOf({ kind, language, data }: Notice, { request, product }: NoticeSubject, link?: string) {
  return noticeText({
    ...data,
    kind,
    language,
    number: request.number,
    product: language === 'en' ? product.nameEn : product.nameZh,
    timeZone: request.place.timeZone,
    ...(link && { link }),
  });
}

function viewOf(notice: Notice, subject: NoticeSubject | undefined): NoticeView {
  const { id, kind, requestId, repairOrderId, language, state, attempts, dueAt, sentAt, recipient, error } = notice;
  const written = subject && textOf(notice, subject);
  return {
    id,
    kind,
    requestId,
    ...(repairOrderId && { repairOrderId }),
    language,
    state,
    createdAt: notice.createdAt.toISOString(),
    ...(state === 'waiting' && { dueAt: dueAt.toISOString() }),
    attempts,
    ...(sentAt && { sentAt: sentAt.toISOString() }),
    ...(recipient && { recipient }),
    subject: notice.subject ?? written?.subject ?? '',
    body: notice.body ?? written?.body ?? '',
    ...(error && { error }),
  };
}
