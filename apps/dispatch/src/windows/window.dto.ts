import { Type } from 'class-transformer';
import { Decimal, Id, Instant, Optional, Whole } from '#common/validation/fields.js';

export class WindowsQuery {
  /** Local days from today, 7 if it is missing. */
  @Optional() @Type(() => Number) @Whole(1, 14) days?: number;
  /** Length of a window, 120 if it is missing. */
  @Optional() @Type(() => Number) @Whole(30, 480) minutes?: number;
}

export class WindowView {
  /** The technician arrives between the two. */
  @Instant() from: string;
  @Instant() to: string;
  @Id() siteId: string;
  @Id() technicianId: string;
  @Instant() start: string;
  @Instant() finish: string;
  @Whole(0, 1_000_000) travelSeconds: number;
  /** Minutes of a technician's time that it costs more than the best moment of all. */
  @Decimal(0, 1e9) addedMinutes: number;
}

export class HoldWindow {
  @Instant() from: string;
  @Instant() to: string;
}

export class WindowHoldView {
  @Id() id: string;
  @Id() repairOrderId: string;
  @Id() siteId: string;
  @Id() technicianId: string;
  @Instant() from: string;
  @Instant() to: string;
  @Instant() start: string;
  @Instant() finish: string;
  /** Until then the time is kept. */
  @Instant() expiresAt: string;
}
