/** What the checker may find wrong with a plan, and whether a dispatcher may allow it with a reason. */
export const rules = {
  'booked-twice': 'absolute',
  'job-lost': 'absolute',
  'unknown-name': 'absolute',
  'times-contradict': 'absolute',
  'technician-absent': 'absolute',
  certificate: 'absolute',
  'part-claimed-twice': 'absolute',
  'site-not-active': 'absolute',
  'people-apart': 'absolute',
  pinned: 'absolute',
  order: 'absolute',
  window: 'overridable',
  'earliest-start': 'overridable',
  skill: 'overridable',
  tool: 'overridable',
  part: 'overridable',
  area: 'overridable',
  technician: 'overridable',
  site: 'overridable',
  overtime: 'overridable',
  break: 'overridable',
  'maximum-jobs': 'overridable',
  'maximum-work': 'overridable',
  'maximum-travel': 'overridable',
} as const satisfies Record<string, 'absolute' | 'overridable'>;

export type RuleName = keyof typeof rules;

export const mayBeOverridden = (rule: RuleName) => rules[rule] === 'overridable';
