import type { RuleName as MatchingRule } from '../matching/rules.js';
import { rules } from '../planning/rules.js';

/** What only a person who places a visit by hand may run into: a plan never proposes it. */
const byHand = {
  'in-the-past': 'absolute',
  'other-site': 'absolute',
  'too-close': 'overridable',
  promised: 'overridable',
  'due-by': 'overridable',
} as const;

/** Which of the rules of plans a move is looked at for; the others concern a whole tour. */
const ofPlans = [
  'booked-twice',
  'site-not-active',
  'technician-absent',
  'certificate',
  'skill',
  'site',
  'area',
  'technician',
  'overtime',
  'window',
  'earliest-start',
  'maximum-jobs',
] as const satisfies readonly (keyof typeof rules)[];

export type MoveRule = (typeof ofPlans)[number] | keyof typeof byHand;
export const moveRuleNames = [...ofPlans, ...Object.keys(byHand)] as readonly MoveRule[];

/** The one table of rules says it, and what is beside it for moves by hand. */
export const mayBeBroken = (rule: MoveRule): boolean => ({ ...rules, ...byHand })[rule] === 'overridable';

/** The rule of plans that a rule of matching is a case of. */
export const moveRuleOf: Partial<Record<MatchingRule, MoveRule>> = {
  'site-not-active': 'site-not-active',
  category: 'site',
  territory: 'area',
  'technician-inactive': 'technician-absent',
  skill: 'skill',
  level: 'skill',
  'certificate-missing': 'certificate',
  'certificate-expired': 'certificate',
};
