import { PageQuery } from '#common/http/pages.js';
import { Id, Instant, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { type NoticeKind, noticeKinds, type NoticeState, noticeStates } from '../core/notices/notice-text.js';
import { languages } from '../customers/customer.dto.js';

export class NoticeQuery extends PageQuery {
  @Optional() @Id() requestId?: string;
  @Optional() @Id() repairOrderId?: string;
}

export class NoticeView {
  @Id() id: string;
  @OneOf(noticeKinds) kind: NoticeKind;
  @Id() requestId: string;
  @Optional() @Id() repairOrderId?: string;
  @OneOf(languages) language: 'zh-CN' | 'en';
  @OneOf(noticeStates) state: NoticeState;
  @Instant() createdAt: string;
  /** When it is tried next, for one that waits. */
  @Optional() @Instant() dueAt?: string;
  @Whole(0, 100) attempts: number;
  @Optional() @Instant() sentAt?: string;
  @Optional() @Text(254) recipient?: string;
  @Text(200) subject: string;
  /** As it was sent, but for the link; of one that was not sent, as it would be. */
  @Text(4000) body: string;
  /** Why it was not sent. */
  @Optional() @Text(500) error?: string;
}
