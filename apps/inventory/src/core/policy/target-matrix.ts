/** A: the parts that make up the first 80 % of the value of demand, B: up to 95 %, C: the rest. */
export const valueClassNames = ['A', 'B', 'C'] as const;
export type ValueClass = (typeof valueClassNames)[number];
/** X: steady (variation of the demand per period up to 0.5), Y: up to 1, Z: above. */
export const variationClassNames = ['X', 'Y', 'Z'] as const;
export type VariationClass = (typeof variationClassNames)[number];
export const criticalities = ['vital', 'essential', 'desirable'] as const;
export type Criticality = (typeof criticalities)[number];

export type TargetKey = `${ValueClass}/${VariationClass}/${Criticality}`;
/** Fill rate for every combination, keys like 'A/X/vital'; planners edit it. */
export type TargetMatrix = Record<TargetKey, number>;

/** Classes by value of demand, in the order of the values given. Equal values are told apart by their place, so that the answer is always the same. */
export function valueClasses(values: readonly number[]): ValueClass[] {
  const total = values.reduce((sum, value) => sum + Math.max(0, value), 0);
  const order = values
    .map((_, index) => index)
    .sort((one, other) => (values[other] ?? 0) - (values[one] ?? 0) || one - other);
  const classes: ValueClass[] = values.map(() => 'C');
  let before = 0;
  for (const index of order) {
    if (total > 0 && (values[index] ?? 0) > 0)
      classes[index] = before < 0.8 * total ? 'A' : before < 0.95 * total ? 'B' : 'C';
    before += Math.max(0, values[index] ?? 0);
  }
  return classes;
}

/** From mean and variance of the demand per period; Z without demand. */
export function variationClass(mean: number, variance: number): VariationClass {
  const variation = mean > 0 ? Math.sqrt(Math.max(0, variance)) / mean : Number.POSITIVE_INFINITY;
  return variation <= 0.5 ? 'X' : variation <= 1 ? 'Y' : 'Z';
}

/** To start with: vital parts first, cheap parts (C) more than dear ones (A), since the same service costs less on them. */
export const startingMatrix: TargetMatrix = {
  'A/X/vital': 0.97,
  'A/Y/vital': 0.96,
  'A/Z/vital': 0.95,
  'B/X/vital': 0.98,
  'B/Y/vital': 0.97,
  'B/Z/vital': 0.96,
  'C/X/vital': 0.99,
  'C/Y/vital': 0.98,
  'C/Z/vital': 0.97,
  'A/X/essential': 0.94,
  'A/Y/essential': 0.92,
  'A/Z/essential': 0.88,
  'B/X/essential': 0.95,
  'B/Y/essential': 0.94,
  'B/Z/essential': 0.9,
  'C/X/essential': 0.97,
  'C/Y/essential': 0.95,
  'C/Z/essential': 0.93,
  'A/X/desirable': 0.88,
  'A/Y/desirable': 0.84,
  'A/Z/desirable': 0.75,
  'B/X/desirable': 0.9,
  'B/Y/desirable': 0.87,
  'B/Z/desirable': 0.8,
  'C/X/desirable': 0.93,
  'C/Y/desirable': 0.9,
  'C/Z/desirable': 0.85,
};

/** Every combination, in the order in which a matrix is shown. */
export const matrixKeys = Object.keys(startingMatrix) as TargetKey[];
