import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { MoreThan } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { decodeCursor, limitOf, type Page, type PageQuery, toPage } from '#common/http/pages.js';
import { invalid, notFound, Problem } from '#common/http/problems.js';
import { Clock } from '#common/runtime/clock.js';
import { attachmentTypeOf, largestAttachmentBytes } from '../core/attachment-type.js';
import { RequestLists } from '../requests/request-lists.service.js';
import { Timeline } from '../timeline/timeline.service.js';
import type { AddAttachment, AttachmentView } from './attachment.dto.js';
import { Attachment } from './attachment.entity.js';

/** Photos and documents of a request, kept for good beside its timeline. */
@Injectable()
export class Attachments {
  constructor(
    private readonly transactions: Transactions,
    private readonly clock: Clock,
    private readonly requests: RequestLists,
    private readonly timeline: Timeline,
  ) {}

  add(requestId: string, { name, contentType, contentBase64 }: AddAttachment, caller: Actor): Promise<AttachmentView> {
    const content = decoded(contentBase64);
    const real = attachmentTypeOf(content);
    if (real !== contentType) {
      throw invalid('contentType', `the content is ${real ?? 'nothing that may be attached'}, not ${contentType}`);
    }
    return this.transactions.run(async (manager) => {
      await this.requests.visible(requestId, caller);
      const view = {
        id: uuidv7(),
        requestId,
        name: name.replace(/[\\/\p{Cc}]/gu, '_'),
        contentType: real,
        sizeBytes: content.length,
        sha256: createHash('sha256').update(content).digest('hex'),
      };
      const addedAt = this.clock.now();
      await manager.insert(Attachment, { ...view, content, addedAt });
      const { id: attachmentId, sizeBytes, sha256 } = view;
      await this.timeline.add({
        requestId,
        kind: 'attachment_added',
        data: { attachmentId, name: view.name, sizeBytes, sha256 },
      });
      return { ...view, addedAt: addedAt.toISOString() };
    });
  }

  list(requestId: string, caller: Actor): Promise<AttachmentView[]> {
    return this.transactions.run(async (manager) => {
      await this.requests.visible(requestId, caller);
      const rows = await manager.find(Attachment, { where: { requestId }, order: { id: 'ASC' }, take: 500 });
      return rows.map(attachmentView);
    });
  }

  /** All of them, oldest first, some at a time. */
  page(requestId: string, query: PageQuery, caller: Actor): Promise<Page<AttachmentView>> {
    return this.transactions.run(async (manager) => {
      await this.requests.visible(requestId, caller);
      const [after] = decodeCursor(query.cursor, 1) ?? [];
      const limit = limitOf(query);
      const where = { requestId, ...(after !== undefined && { id: MoreThan(String(after)) }) };
      const rows = await manager.find(Attachment, { where, order: { id: 'ASC' }, take: limit + 1 });
      return toPage(rows.map(attachmentView), limit, ({ id }) => [id]);
    });
  }

  content(requestId: string, id: string, caller: Actor): Promise<Attachment & { content: Buffer }> {
    return this.transactions.run(async (manager) => {
      await this.requests.visible(requestId, caller);
      const found = await manager
        .createQueryBuilder(Attachment, 'attachment')
        .addSelect('attachment.content')
        .where('attachment.id = :id AND attachment.request_id = :requestId', { id, requestId })
        .getOne();
      if (!found) throw notFound('attachment', id);
      if (!found.content) throw new Problem('not-found', `attachment ${id} was removed: ${whenRemoved(found)}`);
      return { ...found, content: found.content };
    });
  }
}

const whenRemoved = ({ removedAt }: Attachment) => removedAt?.toISOString() ?? 'no time is known';

const attachmentView = ({ addedAt, removedAt, id, requestId, name, contentType, sizeBytes, sha256 }: Attachment) => ({
  ...{ id, requestId, name, contentType, sizeBytes, sha256 },
  addedAt: addedAt.toISOString(),
  ...(removedAt && { removedAt: removedAt.toISOString() }),
});

function decoded(base64: string): Buffer {
  if (!/^[A-Za-z0-9+/]+={0,2}$/.test(base64) || base64.length % 4 !== 0)
    throw invalid('contentBase64', 'must be base64');
  const content = Buffer.from(base64, 'base64');
  if (content.length > largestAttachmentBytes) {
    throw new Problem(
      'body-too-large',
      `an attachment may have ${largestAttachmentBytes} bytes, this one has ${content.length}`,
    );
  }
  return content;
}
