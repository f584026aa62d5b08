import { IsObject } from 'class-validator';
import { requestStatuses, type RequestStatus } from '#common/events/lists.js';
import { Code, Id, Instant, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { clockKinds, type ClockKind } from '../core/service-level/clock.js';

export class TimelineView {
  /** Grows with every step. */
  @Text(20) seq: string;
  @Code() kind: string;
  @Instant() at: string;
  @Optional() @OneOf(requestStatuses) from?: RequestStatus;
  @Optional() @OneOf(requestStatuses) to?: RequestStatus;
  @OneOf(['user', 'key', 'system']) actorKind: string;
  @Id() actorId: string;
  @Text(120) actorName: string;
  @IsObject() data: Record<string, unknown>;
}

export class ServiceClockView {
  @OneOf(clockKinds) kind: ClockKind;
  @Whole(0, 32_767) attempt: number;
  @OneOf(['running', 'paused', 'kept', 'breached']) state: string;
  @Whole(1, 31_536_000) targetSeconds: number;
  /** Working time used so far. */
  @Whole(0, 2_147_483_647) usedSeconds: number;
  @Instant() startedAt: string;
  /** Missing while the clock stands. */
  @Optional() @Instant() dueAt?: string;
  @Optional() @Instant() warnedAt?: string;
  @Optional() @Instant() breachedAt?: string;
  @Optional() @Instant() stoppedAt?: string;
}
