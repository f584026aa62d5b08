import { Type } from 'class-transformer';
import { Flag, Instant, Optional, Whole } from '#common/validation/fields.js';

export class MoveClock {
  /** The new business time: not before the present one. */
  @Instant() to: string;
}

export class ClockQuery {
  /** Answer as soon as nothing is on its way, at the latest after this time; at once if left out. */
  @Optional() @Type(() => Number) @Whole(0, 10_000) waitMilliseconds?: number;
}

export class ClockView {
  /** Business time. */
  @Instant() now: string;
  /** Whether this clock stands still until it is moved. */
  @Flag() stepped: boolean;
  /** When the next timer of any service is due. */
  @Optional() @Instant() nextDueAt?: string;
  /** Whether nothing is waiting anywhere in the event path and no timer is due. */
  @Flag() quiet: boolean;
}
