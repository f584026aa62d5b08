import { PageQuery } from '#common/http/pages.js';
import { Code, Day, Id, OneOf, Optional, Text, Whole } from '#common/validation/fields.js';

const trainingResults = ['passed', 'failed'] as const;
export type TrainingResult = (typeof trainingResults)[number];

export class TrainingsQuery extends PageQuery {
  @Optional() @Id() siteId?: string;
  @Optional() @Id() technicianId?: string;
  /** `true`: only what is planned and not recorded. */
  @Optional() @OneOf(['true', 'false']) open?: 'true' | 'false';
}

export class PlanTraining {
  @Id() technicianId: string;
  @Text(200) title: string;
  /** The skill that it is for. */
  @Optional() @Code() skill?: string;
  @Day() plannedFor: string;
}

export class HeldTraining {
  @Day() heldOn: string;
  @OneOf(trainingResults) result: TrainingResult;
  @Optional() @Text(1_000) note?: string;
}

export class TrainingView extends PlanTraining {
  @Id() id: string;
  @Id() siteId: string;
  @Optional() @Day() heldOn?: string;
  @Optional() @OneOf(trainingResults) result?: TrainingResult;
  @Optional() @Text(1_000) note?: string;
  @Whole(1, 2_147_483_647) version: number;
}
