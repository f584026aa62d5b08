import { type Evidence, type FinishedOrder, indicatorsOf } from './indicators.js';

const at = (hours: number) => new Date(Date.UTC(2026, 2, 2) + hours * 3_600_000);
const order: FinishedOrder = {
  repaired: true,
  reason: null,
  faultFreePartReplaced: false,
  occurredAt: at(0),
  acceptedAt: at(1),
  scheduledStart: at(5),
  windowFrom: at(4),
  windowTo: at(6),
  arrivedAt: at(5),
  diagnosedAt: at(5.5),
  finishedAt: at(6),
  waitingPartsSeconds: 0,
  mandatoryStepsDone: 4,
  mandatoryStepsTotal: 4,
};
const silence: Evidence = {
  satisfied: null,
  attitude: null,
  timesConfirmed: null,
  workConfirmed: null,
  complaint: null,
  returned: false,
};
const praise: Evidence = {
  ...silence,
  satisfied: true,
  attitude: 5,
  timesConfirmed: true,
  workConfirmed: true,
  complaint: false,
};

describe('indicatorsOf', () => {
  it('says nothing for the customer before the customer has spoken', () => {
    expect(indicatorsOf(order, silence)).toEqual({
      truthfulness: null,
      satisfaction: null,
      repairTime: 1,
      diagnosisAccuracy: 1,
      attitude: null,
      compliance: 1,
    });
  });

  it('gives a good order full marks', () => {
    expect(Object.values(indicatorsOf(order, praise))).toEqual([1, 1, 1, 1, 1, 1]);
  });

  it('takes it for a diagnosis that there was no fault, and for a wrong one when the customer comes back', () => {
    const noFault = { ...order, repaired: false, reason: 'no_fault_found' };
    expect(indicatorsOf(noFault, silence)).toMatchObject({ diagnosisAccuracy: 1, repairTime: null });
    expect(indicatorsOf(noFault, { ...silence, returned: true }).diagnosisAccuracy).toBe(0);
    expect(indicatorsOf({ ...noFault, reason: 'unsafe' }, silence).diagnosisAccuracy).toBeNull();
  });

  it('halves truthfulness step by step with what the customer denies', () => {
    expect(indicatorsOf(order, { ...praise, timesConfirmed: false }).truthfulness).toBeCloseTo(2 / 3, 12);
    expect(indicatorsOf(order, { ...praise, timesConfirmed: false, workConfirmed: null }).truthfulness).toBe(0.5);
  });

  it('believes no times that cannot be, even before the customer has spoken', () => {
    expect(indicatorsOf({ ...order, arrivedAt: at(7) }, silence).truthfulness).toBe(0);
    expect(indicatorsOf({ ...order, diagnosedAt: at(4.9) }, praise).truthfulness).toBe(0);
    expect(indicatorsOf({ ...order, acceptedAt: at(6.1) }, praise).truthfulness).toBe(0);
  });

  it('counts a complaint or a return against satisfaction', () => {
    expect(indicatorsOf(order, { ...praise, complaint: true }).satisfaction).toBe(0);
    expect(indicatorsOf(order, { ...silence, returned: true }).satisfaction).toBe(0);
  });

  it('lets repair time fall from the target to three times the target, without waiting for parts', () => {
    const after = (hours: number, waitingHours = 0) =>
      indicatorsOf({ ...order, finishedAt: at(1 + hours), waitingPartsSeconds: waitingHours * 3600 }, silence)
        .repairTime;
    expect(after(24)).toBe(1);
    expect(after(48)).toBeCloseTo(0.5, 12);
    expect(after(100)).toBe(0);
    expect(after(100, 76)).toBe(1);
  });

  it('blames the diagnosis for a return and for a good part replaced', () => {
    expect(indicatorsOf(order, { ...praise, returned: true }).diagnosisAccuracy).toBe(0);
    expect(indicatorsOf({ ...order, faultFreePartReplaced: true }, praise).diagnosisAccuracy).toBe(0);
  });

  it('blames nobody for the time and diagnosis of what cannot be repaired', () => {
    const values = indicatorsOf({ ...order, repaired: false }, praise);
    expect([values.repairTime, values.diagnosisAccuracy]).toEqual([null, null]);
    expect(values.compliance).toBe(1);
  });

  it('maps the attitude from 1..5', () => {
    expect([1, 2, 3, 4, 5].map((attitude) => indicatorsOf(order, { ...praise, attitude }).attitude)).toEqual([
      0, 0.25, 0.5, 0.75, 1,
    ]);
  });

  it('counts steps and punctuality alike', () => {
    expect(indicatorsOf({ ...order, mandatoryStepsDone: 2 }, silence).compliance).toBe(0.75);
    expect(
      indicatorsOf({ ...order, arrivedAt: at(6.01), finishedAt: at(7), diagnosedAt: null }, silence).compliance,
    ).toBe(0.5);
    expect(indicatorsOf({ ...order, arrivedAt: at(3.9) }, silence).compliance).toBe(0.5);
  });

  it('grants half an hour where no window was promised', () => {
    const without = {
      ...order,
      windowFrom: null,
      windowTo: null,
      mandatoryStepsTotal: 0,
      finishedAt: at(9),
      diagnosedAt: null,
    };
    expect(indicatorsOf({ ...without, arrivedAt: at(5.5) }, silence).compliance).toBe(1);
    expect(indicatorsOf({ ...without, arrivedAt: at(5.51) }, silence).compliance).toBe(0);
  });
});
