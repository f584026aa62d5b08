/** The standard procedure on site: the steps that every visit must show, in order. */
export const mandatorySteps = [
  'identify-asset',
  'safety-check',
  'diagnose',
  'function-test',
  'explain-to-customer',
  'signature',
] as const;

/** How many of the mandatory steps were done; a step that is reported twice counts once. */
export function mandatoryDone(steps: readonly { code: string; done: boolean }[]): number {
  const done = new Set(steps.filter((step) => step.done).map(({ code }) => code));
  return mandatorySteps.filter((code) => done.has(code)).length;
}
