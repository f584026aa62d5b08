import { afterFailure, isWaiting, nextToSend } from './next-step.js';
import { afterSending, asNew, type Step } from './steps.js';

const noon = Date.parse('2026-03-02T12:00:00Z');
const minute = 60_000;

const step = (seq: number, kind: Step['kind'], visitId: string, more: Partial<Step> = {}): Step =>
  ({ seq, kind, visitId, key: `key-${seq}`, state: 'waiting', version: 3, body: {}, ...more }) as Step;
const failed = (times: number, at = noon) => ({ failed: { times, at } });

describe('the next step to send', () => {
  it('is the oldest one, and none past one of the same visit that was refused', () => {
    const steps = [
      step(1, 'depart', 'one', { state: 'refused' }),
      step(2, 'arrive', 'one'),
      step(3, 'depart', 'two'),
      step(4, 'arrive', 'two'),
    ];
    expect(nextToSend(steps, noon)?.seq).toBe(3);
    expect(nextToSend(steps.slice(0, 2), noon)).toBeUndefined();
    expect(isWaiting(steps.slice(0, 2))).toBe(false);
  });

  it('is one of another visit when the oldest has failed several times, never a later one of its own visit', () => {
    const withPhoto = (times: number) => [
      step(1, 'file', 'one', failed(times)),
      step(2, 'finish', 'one'),
      step(3, 'finish', 'two'),
      step(4, 'depart', 'three'),
    ];
    expect(nextToSend(withPhoto(2), noon)?.seq).toBe(3);
    const long = noon + 60 * minute;
    expect(nextToSend(withPhoto(2), long)?.seq).toBe(3); // its rest is over: the others still go first
    expect(nextToSend(withPhoto(2).slice(0, 2), long)?.seq).toBe(1);
    expect(nextToSend(withPhoto(2).slice(0, 2), noon)).toBeUndefined();
  });

  it('is no photo while another visit has a step to tell, and what stands behind the photo when that has gone', () => {
    const steps = [step(1, 'file', 'one'), step(2, 'finish', 'one'), step(3, 'depart', 'two'), step(4, 'file', 'two')];
    expect(nextToSend(steps, noon)?.seq).toBe(3);
    expect(nextToSend([...steps.slice(0, 2), ...steps.slice(3)], noon)?.seq).toBe(1);
    expect(nextToSend(steps.slice(1), noon)?.seq).toBe(2);
  });

  it('is the one that has failed least often where all have', () => {
    const steps = [step(1, 'file', 'one', failed(5)), step(2, 'depart', 'two', failed(3))];
    expect(nextToSend(steps, noon + 60 * minute)?.seq).toBe(2);
  });

  it('comes after a pause that grows up to five minutes, or at once when the user looks or the network is back', () => {
    const rests = (times: number, minutes: number) =>
      nextToSend([step(1, 'file', 'one', failed(times))], noon + minutes * minute - 1) === undefined;
    expect([2, 3, 4, 5, 50].map((times) => [1, 2, 4, 5].filter((minutes) => rests(times, minutes)).at(-1))).toEqual([
      1, 2, 4, 5, 5,
    ]);
    const steps = [step(1, 'file', 'one', failed(50))];
    expect(nextToSend(steps, noon + 5 * minute)?.seq).toBe(1);
    expect(nextToSend(steps, noon, true)?.seq).toBe(1);
    expect(nextToSend(steps, noon - minute)?.seq).toBe(1); // the phone's clock was put back
    expect(isWaiting(steps)).toBe(true);
  });

  it('counts failures until it is sent or is another write', () => {
    const twice = afterFailure(afterFailure(step(1, 'file', 'one'), noon), noon + 1);
    expect(twice.failed).toEqual({ times: 2, at: noon + 1 });
    expect(twice.key).toBe('key-1'); // nobody knows whether it arrived
    expect(asNew(twice, 'new')).not.toHaveProperty('failed');
    expect(afterSending([twice], twice, { at: noon })[0]).not.toHaveProperty('failed');
  });
});
