/** Western Electric rules; both sides of the centre are watched. Western Electric (1956), "Statistical Quality Control Handbook". */
export const ruleNames = ['beyond-3-sigma', '2-of-3-beyond-2-sigma', '4-of-5-beyond-1-sigma', '8-on-one-side'] as const;
export type RuleName = (typeof ruleNames)[number];

interface Run {
  needed: number;
  among: number;
  beyondSigmas: number;
}

const runs = {
  'beyond-3-sigma': { needed: 1, among: 1, beyondSigmas: 3 },
  '2-of-3-beyond-2-sigma': { needed: 2, among: 3, beyondSigmas: 2 },
  '4-of-5-beyond-1-sigma': { needed: 4, among: 5, beyondSigmas: 1 },
  '8-on-one-side': { needed: 8, among: 8, beyondSigmas: 0 },
} as const satisfies Record<RuleName, Run>;

/** For each point the rules that it completes: the point itself lies beyond the line, with enough of those before it on the same side. */
export function violations(sigmasFromCentre: readonly number[]): RuleName[][] {
  return sigmasFromCentre.map((_, index) => ruleNames.filter((rule) => completes(sigmasFromCentre, index, runs[rule])));
}

function completes(sigmas: readonly number[], index: number, { needed, among, beyondSigmas }: Run): boolean {
  const last = sigmas[index] ?? 0;
  const side = Math.sign(last);
  if (side === 0 || side * last <= beyondSigmas) return false;
  const recent = sigmas.slice(Math.max(0, index - among + 1), index + 1);
  return recent.filter((value) => side * value > beyondSigmas).length >= needed;
}
