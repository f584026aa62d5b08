import type { DemandClass } from './demand-class.js';

/**
 * One way to forecast: how fast old periods lose weight and how much of the distribution is what was seen (weighted, overlapping sums over a lead
 * time) rather than a negative binomial. Few on purpose: with 20 demands there is no telling twenty methods apart.
 */
export interface MethodSpec {
  /** Weight of a period relative to the next one. 1: every period counts the same. */
  memory: number;
  /** Share of the observed values in the mixture. */
  observedShare: number;
  explanation: string;
}

export const methods = {
  'follows-fast': {
    memory: 0.83,
    observedShare: 0.33,
    explanation: 'level of about the last 6 periods, spread from counts and history',
  },
  'follows-level': {
    memory: 0.89,
    observedShare: 0.33,
    explanation: 'level of about the last 9 periods, spread from counts and history',
  },
  'follows-slowly': {
    memory: 0.95,
    observedShare: 0.33,
    explanation: 'level of about the last 20 periods, spread from counts and history',
  },
  'long-memory': {
    memory: 1,
    observedShare: 0.33,
    explanation: 'level of all periods, spread from counts and history',
  },
  'counts-level': {
    memory: 0.89,
    observedShare: 0,
    explanation: 'level of about the last 9 periods, spread from a negative binomial alone',
  },
  'counts-long': {
    memory: 1,
    observedShare: 0,
    explanation: 'level of all periods, spread from a negative binomial alone',
  },
} as const satisfies Record<string, MethodSpec>;

export type SelectableMethod = keyof typeof methods;
/** `group-rate`: no demand of its own, the rate of its group; `installed-base`: units in the field × failure rate; `pooled`: what region and network want; `planner`: a person's mean. */
export const otherMethods = ['group-rate', 'installed-base', 'pooled', 'planner'] as const;
export type ForecastMethod = SelectableMethod | (typeof otherMethods)[number];

/** Candidates of each class, the one to start with first. */
export const candidatesOf = {
  none: ['follows-level'],
  intermittent: ['follows-level', 'follows-fast', 'follows-slowly', 'counts-long'],
  lumpy: ['follows-level', 'follows-fast', 'follows-slowly', 'counts-long'],
  smooth: ['follows-slowly', 'follows-level', 'follows-fast', 'long-memory'],
  erratic: ['follows-slowly', 'follows-level', 'follows-fast', 'long-memory'],
} as const satisfies Record<DemandClass, readonly SelectableMethod[]>;
