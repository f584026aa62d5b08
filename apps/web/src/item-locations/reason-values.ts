/** How a value is shown. */
export type Shown = 'method' | 'demandClass' | 'number' | 'percent';

/** Every code that a forecast may give as its reason: which of its values the words need, in their order. A test compares the codes with those of the service. */
export const reasonValues = {
  'no-history': [],
  'no-demand-group-rate': [['periods', 'number']],
  class: [
    ['demandClass', 'demandClass'],
    ['meanIntervalPeriods', 'number'],
    ['squaredVariation', 'number'],
  ],
  'short-history-default': [['method', 'method']],
  'lowest-loss': [
    ['method', 'method'],
    ['relativeLoss', 'percent'],
    ['origins', 'number'],
  ],
  'kept-difference-small': [
    ['method', 'method'],
    ['relativeLoss', 'percent'],
  ],
  'group-falls': [['percentPerPeriod', 'number']],
  'long-since-demand': [
    ['periodsSinceDemand', 'number'],
    ['factor', 'number'],
  ],
  'gaps-filled': [],
  'returns-clipped': [],
  'not-a-number': [],
  'one-off-capped': [],
  'leading-gap': [],
  'installed-base': [
    ['unitYearsPerPeriod', 'number'],
    ['failuresPerUnitYear', 'number'],
  ],
  pooled: [
    ['perThousandElsewhere', 'number'],
    ['perThousandHere', 'number'],
    ['perThousand', 'number'],
  ],
  'planner-class': [['instead', 'demandClass']],
  'planner-mean': [['meanPerPeriod', 'number']],
  'method-changed': [
    ['from', 'method'],
    ['to', 'method'],
  ],
  'class-changed': [
    ['from', 'demandClass'],
    ['to', 'demandClass'],
  ],
  'level-rose': [
    ['fromPerPeriod', 'number'],
    ['toPerPeriod', 'number'],
  ],
  'level-fell': [
    ['fromPerPeriod', 'number'],
    ['toPerPeriod', 'number'],
  ],
} as const satisfies Record<string, readonly (readonly [value: string, shown: Shown])[]>;

export type ReasonCode = keyof typeof reasonValues;
