import { wantedOf } from './part-lines.js';

describe('the parts of a counter-offer', () => {
  const idOf = (number: string) => ({ 'P-1': 'one', 'P-2': 'two' })[number];
  const line = (key: number, number: string, quantity = 1) => ({ key, number, quantity });

  it('stand once each, however often they are named', () => {
    const { parts } = wantedOf([line(1, 'P-2', 2), line(2, 'P-1'), line(3, 'P-2')], idOf);
    expect(parts).toEqual([
      { partId: 'two', quantity: 3 },
      { partId: 'one', quantity: 1 },
    ]);
  });

  it('are not guessed: an unknown number is a fault of its line, an empty line is none', () => {
    expect(wantedOf([line(1, ''), line(2, 'P-9'), line(3, ' P-1')], idOf)).toEqual({
      parts: [{ partId: 'one', quantity: 1 }],
      unknown: new Set([2]),
    });
  });
});
