import { refuseImpossibleDiagnosis, reportedTime } from './reported-times.js';

const at = (minutes: number) => new Date(Date.UTC(2026, 2, 2, 8) + minutes * 60_000);
/** The field that is refused, if one is. */
function refused(check: () => unknown): unknown {
  try {
    check();
    return undefined;
  } catch (error) {
    return (error as { extra?: { errors?: { field: string }[] } }).extra?.errors?.[0]?.field ?? error;
  }
}

describe('the time of a diagnosis', () => {
  const visit = { arrivedAt: at(0), departedAt: at(-60) };
  it.each([
    [undefined, undefined],
    [at(30), undefined],
    [at(0), undefined],
    [at(60), undefined],
    [at(61), 'diagnosedAt'],
    [at(-2), 'diagnosedAt'],
  ])('%s during a visit from 08:00 to 09:00: %s', (diagnosedAt, field) => {
    expect(refused(() => refuseImpossibleDiagnosis({ ...(diagnosedAt && { diagnosedAt }) }, visit, at(60)))).toBe(
      field,
    );
  });

  it('counts from the departure, or for a day, where no arrival was reported', () => {
    const early = { diagnosedAt: at(-90) };
    expect(refused(() => refuseImpossibleDiagnosis(early, { ...visit, arrivedAt: null }, at(60)))).toBe('diagnosedAt');
    const nothing = { arrivedAt: null, departedAt: null };
    expect(refused(() => refuseImpossibleDiagnosis(early, nothing, at(60)))).toBeUndefined();
    expect(refused(() => refuseImpossibleDiagnosis({ diagnosedAt: at(-1500) }, nothing, at(60)))).toBe('diagnosedAt');
  });
});

describe('the time of a reported step', () => {
  it('is now where none is given, and neither in the future nor before the step that came before', () => {
    expect(reportedTime(undefined, at(0))).toEqual(at(0));
    expect(reportedTime(at(-5), at(0), at(-10))).toEqual(at(-5));
    for (const time of [at(2), at(-12), at(-8 * 1440)])
      expect(refused(() => reportedTime(time, at(0), at(-10)))).toBe('at');
  });
});
