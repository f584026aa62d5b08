import { PageQuery } from '../http/pages.js';
import { Code, Decimal, Flag, Id, Instant, OneOf, Optional, Text, Whole } from '../validation/fields.js';

const states = ['dead', 'queued', 'replayed', 'discarded'] as const;
const many = Number.MAX_SAFE_INTEGER;

export class DeadLettersQuery extends PageQuery {
  /** `dead` if left out. */
  @Optional() @OneOf(states) state?: (typeof states)[number];
  /** Only those with this cause, as the groups name it. */
  @Optional() @Code(16) fingerprint?: string;
}

export class DeadLetterView {
  @Id() id: string;
  @Text(200) consumer: string;
  @Optional() @Text(20) inboxSeq: string | null;
  @Optional() @Id() eventId: string | null;
  @Text(200) type: string;
  @Text(200) key: string;
  @Code(16) fingerprint: string;
  @Text(2_000) reason: string;
  @Whole(0, 1_000) attempts: number;
  @OneOf(states) state: (typeof states)[number];
  @Instant() diedAt: string;
  @Optional() @Instant() settledAt: string | null;
  @Optional() @Text(200) settledBy: string | null;
}

export class DeadLetterGroupView {
  @Code(16) fingerprint: string;
  @Text(200) consumer: string;
  @Text(200) type: string;
  @Text(2_000) reason: string;
  @Whole(1, many) letters: number;
  @Instant() firstDiedAt: string;
  @Instant() lastDiedAt: string;
}

export class SettledView {
  /** How many letters were replayed or discarded. */
  @Whole(0, many) settled: number;
}

export class EventPathView {
  @Whole(0, 1_000) outboxWaiting: number;
  @Whole(0, 1_000) inboxPending: number;
  @Whole(0, 1_000) inboxWaiting: number;
  @Whole(0, 1_000) blocked: number;
  @Whole(0, 1_000) retrying: number;
  @Whole(0, 1_000) deadLetters: number;
  @Optional() @Instant() nextTimerAt: string | null;
  @Whole(0, 1_000) timersDue: number;
  /** Age of the oldest event that is published and not yet carried on: it grows while the broker is away. */
  @Decimal(0, 1e12) oldestUnsentSeconds: number;
  /** Age of the oldest message that has arrived and waits for nobody but the worker. */
  @Decimal(0, 1e12) oldestPendingSeconds: number;
  /** How long the oldest of the keys that are tried again has been parked. */
  @Decimal(0, 1e12) oldestParkedSeconds: number;
  /** Age of the oldest dead letter that nobody has settled. */
  @Decimal(0, 1e12) oldestDeadLetterSeconds: number;
  @Flag() quiet: boolean;
}
