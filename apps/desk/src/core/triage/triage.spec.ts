import fc from 'fast-check';
import { featuresByWord, featuresOf, likeness } from './features.js';
import { type TriageCase, TriageModel } from './model.js';
import { suggest } from './suggestion.js';

const defaults = { skill: 'small-appliance', skillLevel: 2, certificate: null, durationMinutes: 60 };
const motor = '01936f6e-8a00-7000-8000-000000000001';
const found = (problem: string, faultCode: string, more: Partial<TriageCase> = {}): TriageCase => ({
  problem,
  symptomCode: null,
  faultCode,
  parts: [],
  skillLevel: 2,
  repairMinutes: 40,
  orders: 1,
  ...more,
});

const taught = () => {
  const model = new TriageModel();
  model.learn(
    found('motor makes noise and burns', 'motor', {
      parts: [{ partId: motor, quantity: 2 }],
      skillLevel: 4,
      orders: 20,
    }),
  );
  model.learn(
    found('电机异响，有焦味', 'motor', { parts: [{ partId: motor, quantity: 2 }], skillLevel: 4, orders: 20 }),
  );
  model.learn(found('hose is torn', 'hose', { skillLevel: 1, repairMinutes: 15, orders: 30 }));
  model.learn(found('软管破裂', 'hose', { skillLevel: 1, repairMinutes: 15, orders: 30 }));
  return model;
};

describe('triage', () => {
  it('cuts Chinese into characters and pairs, other scripts into words and runs', () => {
    expect(featuresOf('电机坏')).toEqual(['电', '电机', '机', '机坏', '坏']);
    expect(featuresOf('Übel', 'no-power')).toEqual([
      'word:übel',
      '_üb',
      'übe',
      'bel',
      'el_',
      '_übe',
      'übel',
      'bel_',
      'symptom:no-power',
    ]);
    expect(featuresOf('  !? ')).toEqual([]);
    expect(featuresOf('LG电视 2台')).toContain('word:lg');
  });

  it('keeps the features of a word together, each with the first word that has it', () => {
    expect(featuresByWord('on one 坏了', 'no-power')).toEqual([
      ['word:on', '_on', 'on_', '_on_'],
      ['word:one', 'one', 'ne_', '_one', 'one_'],
      ['坏', '坏了'],
      ['了'],
      ['symptom:no-power'],
    ]);
  });

  it.each([
    ['the motors are noisy', 'motor'],
    ['电机有声音', 'motor'],
    ['torn hoses', 'hose'],
    ['软管坏了', 'hose'],
  ])('names the fault of %s', (problem, fault) => {
    expect(suggest(taught(), defaults, problem).likelyFaults[0]?.faultCode).toBe(fault);
  });

  it('lets words that come with every fault tell nothing', () => {
    const model = new TriageModel();
    for (const fault of ['hose', 'motor', 'filter', 'cable', 'switch'])
      model.learn(found(`my vacuum cleaner is not working since yesterday, ${fault}`, fault, { orders: 10 }));
    const [bare] = model.probabilities('hose');
    expect(bare).toBeGreaterThan(0.8);
    expect(model.probabilities('my vacuum cleaner is not working since yesterday, hose')[0]).toBeCloseTo(bare ?? 0, 2);
    for (const share of model.probabilities('my vacuum cleaner is not working')) expect(share).toBeCloseTo(0.2, 2);
  });

  it('believes a word less the less of it was ever heard', () => {
    const share = (problem: string) => taught().probabilities(problem)[0] ?? 0;
    expect(share('motor')).toBeGreaterThan(share('motors'));
    expect(share('motors')).toBeGreaterThan(share('motorway'));
    expect(share('promotion')).toBeCloseTo(share(''), 1);
  });

  it('gives parts, level and duration with the fault', () => {
    const noisy = suggest(taught(), defaults, 'motor noise');
    expect(noisy.likelyParts).toEqual([{ partId: motor, quantity: 2, probability: expect.any(Number) as number }]);
    expect(noisy.likelyParts[0]!.probability).toBeGreaterThan(0.5);
    expect(noisy.skillLevel).toBe(4);
    const torn = suggest(taught(), defaults, 'hose torn');
    expect(torn.skillLevel).toBeLessThan(4);
    expect(torn.durationMinutes).toBeLessThan(noisy.durationMinutes);
  });

  it('asks for what orders usually took, whatever one of them says', () => {
    const quantityOf = (quantities: readonly number[]) => {
      const model = new TriageModel();
      for (const quantity of quantities)
        model.learn(found('motor makes noise', 'motor', { parts: [{ partId: motor, quantity }] }));
      return suggest(model, defaults, 'motor noise').likelyParts[0]?.quantity;
    };
    expect(quantityOf([2, 2, 1, 2, 900, 2, 3, 2, 2, 1])).toBe(2);
    expect(quantityOf([4, 4, 4, 1])).toBe(4);
    expect(quantityOf([1, 1, 3, 3])).toBe(1);
  });

  it('weighs what orders took by how likely their fault is', () => {
    const model = taught();
    model.learn(found('hose leaks', 'hose', { parts: [{ partId: motor, quantity: 7 }], orders: 30 }));
    expect(suggest(model, defaults, 'motor makes noise').likelyParts[0]?.quantity).toBe(2);
    expect(suggest(model, defaults, 'hose leaks').likelyParts[0]?.quantity).toBe(7);
  });

  it('falls back to the category when nothing was learned', () => {
    expect(suggest(undefined, defaults, 'broken')).toEqual({
      ...defaults,
      likelyFaults: [],
      likelyParts: [],
      orders: 0,
    });
    expect(suggest(new TriageModel(), defaults, '')).toMatchObject(defaults);
  });

  it('always gives probabilities that sum to 1 and a legal demand, whatever the words', () => {
    const model = taught();
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 2000 }), (problem) => {
        const sum = model.probabilities(problem).reduce((total, share) => total + share, 0);
        expect(sum).toBeCloseTo(1, 9);
        const { skillLevel, durationMinutes, likelyParts } = suggest(model, defaults, problem);
        expect(skillLevel).toBeGreaterThanOrEqual(1);
        expect(skillLevel).toBeLessThanOrEqual(5);
        expect(durationMinutes % 5).toBe(0);
        for (const { probability } of likelyParts) expect(probability).toBeLessThanOrEqual(1);
      }),
    );
  });

  it('does not depend on the order in which cases are learned', () => {
    const cases = [found('a b c', 'x'), found('c d', 'y', { orders: 3 }), found('a', 'x', { orders: 2 })];
    const [one, other] = [new TriageModel(), new TriageModel()];
    cases.forEach((each) => one.learn(each));
    cases.toReversed().forEach((each) => other.learn(each));
    expect(suggest(one, defaults, 'a c').likelyFaults).toEqual(suggest(other, defaults, 'a c').likelyFaults);
  });

  it('measures likeness from 0 to 1', () => {
    expect(likeness(featuresOf('no suction'), featuresOf('no suction'))).toBe(1);
    expect(likeness(featuresOf('no suction'), featuresOf('屏幕不亮'))).toBe(0);
    expect(likeness([], [])).toBe(0);
  });
});
