import type { Rejection } from '../matching/rules.js';
import { moveRuleOf } from './move-rules.js';

/** Rules about people that a visit by hand may break only if that is said, with a reason. Working hours, windows and the like are not asked about. */
export const sayable = ['skill'] as const;
export type SayableRule = (typeof sayable)[number];

/** What somebody has allowed a visit: plans honour it as long as this technician has it. */
export interface VisitOverride {
  rule: SayableRule;
  technicianId: string;
  reason: string;
}

/** The one of these rules that a rejection is about. */
export function sayableRule({ rule }: Pick<Rejection, 'rule'>): SayableRule | undefined {
  return sayable.find((one) => one === moveRuleOf[rule]);
}

/** Whether a rejection of this technician has been allowed. */
export function isOverridden(
  rejection: Pick<Rejection, 'rule'>,
  technicianId: string,
  overrides: readonly VisitOverride[] = [],
): boolean {
  const rule = sayableRule(rejection);
  return overrides.some((one) => one.rule === rule && one.technicianId === technicianId);
}
