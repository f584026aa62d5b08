import { confirmsArrival } from './arrival-code.js';

const arrived = new Date('2026-03-02T09:00:00Z');

describe('a code at the door', () => {
  it.each([
    ['2026-03-02T08:49:59Z', false],
    ['2026-03-02T08:50:00Z', true],
    ['2026-03-02T09:30:00Z', true],
    ['2026-03-02T09:30:01Z', false],
  ])('entered at %s bears out an arrival at nine: %p', (entered, expected) => {
    expect(confirmsArrival(new Date(entered), arrived)).toBe(expected);
  });
});
