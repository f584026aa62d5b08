import { Type } from 'class-transformer';
import { Day, Flag, Id, Instant, ListOf, Nested, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { type MoveRule, moveRuleNames } from '../core/visits/move-rules.js';

export class AssignmentQuery {
  @Id() technicianId: string;
  @Instant() start: string;
  /** If the work shall take so long from now on; as long as the order says if it is missing. */
  @Optional() @Type(() => Number) @Whole(5, 1440) durationMinutes?: number;
}

export class BrokenRuleView {
  @OneOf(moveRuleNames) rule: MoveRule;
  /** It can be done all the same; `skill` must then be named in `overrides`, with a reason. */
  @Flag() mayBeOverridden: boolean;
  @Text(500) textEn: string;
  @Text(500) textZh: string;
}

export class WayView {
  @Whole(0, 10_000_000) seconds: number;
  @Whole(0, 1_000_000_000) metres: number;
}

export class DayTravelView {
  @Id() technicianId: string;
  @Text(120) technicianName: string;
  /** Local day of the site. */
  @Day() day: string;
  /** The whole day, from home through all visits and back. */
  @Nested(() => WayView) before: WayView;
  @Nested(() => WayView) after: WayView;
}

export class AssignmentCheckView {
  @Id() repairOrderId: string;
  /** The booked visit that would move; without it the order would be assigned. */
  @Optional() @Id() visitId?: string;
  @Id() siteId: string;
  @Id() technicianId: string;
  @Instant() start: string;
  @Instant() finish: string;
  /** No rule is broken that nobody may override. */
  @Flag() isPossible: boolean;
  /** Every broken rule, those first that nobody may override. */
  @ListOf(() => BrokenRuleView, 200) broken: BrokenRuleView[];
  /** Who would get the visit first, then who would lose it, if that is another technician or day. */
  @ListOf(() => DayTravelView, 2) travel: DayTravelView[];
}
