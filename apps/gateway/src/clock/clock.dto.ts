import { Flag, Instant, Optional } from '#common/validation/fields.js';

export class MoveClock {
  /** The new business time: not before the present one. */
  @Instant() to: string;
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
