import { PageQuery } from '#common/http/pages.js';
import {
  Code,
  Day,
  Decimal,
  Flag,
  Id,
  Instant,
  ListOf,
  Nested,
  Optional,
  Text,
  Whole,
} from '#common/validation/fields.js';
import { TimeOfDay } from '../field-rules.js';

export class Home {
  @Decimal(-180, 180) lon: number;
  @Decimal(-90, 90) lat: number;
}

export class SkillLevel {
  @Code() skill: string;
  @Whole(1, 5) level: number;
}

export class Certificate {
  @Code() certificate: string;
  /** The last day on which it counts. */
  @Day() expiresOn: string;
}

export class Shift {
  /** 1 = Monday. */
  @Whole(1, 7) weekday: number;
  @TimeOfDay() from: string;
  @TimeOfDay() to: string;
}

/** Replaces all of these fields. */
export class ChangedTechnician {
  @Text(120) name: string;
  @Flag() active: boolean;
  @Nested(() => Home) home: Home;
  @Optional() @Text(64) van?: string;
  @ListOf(() => SkillLevel, 200) skills: SkillLevel[];
  @ListOf(() => Certificate, 100) certificates: Certificate[];
  @ListOf(() => Shift, 28) shifts: Shift[];
}

export class NewTechnician extends ChangedTechnician {
  @Id() siteId: string;
}

export class NewAbsence {
  @Instant() from: string;
  @Instant() to: string;
  @Optional() @Text(200) reason?: string;
}

export class AbsenceView extends NewAbsence {
  @Id() id: string;
}

export class TechniciansQuery extends PageQuery {
  @Optional() @Id() siteId?: string;
}

export class TechnicianView extends NewTechnician {
  @Id() id: string;
  @ListOf(() => AbsenceView, 1000) absences: AbsenceView[];
  @Whole(1, 2_147_483_647) version: number;
}
