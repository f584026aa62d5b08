import { Problem } from './problem.js';
import { sendEach } from './send-each.js';

const refused = new Problem(412, 'stale-version', 'changed meanwhile', undefined, [], undefined);

describe('many writes', () => {
  it('go on after one that is refused, and say what became of each', async () => {
    const told: number[] = [];
    const outcomes = await sendEach(
      [1, 2, 3],
      async (row) => {
        if (row === 2) throw refused;
        return row * 10;
      },
      (so) => told.push(so.length),
    );
    expect(outcomes).toEqual([
      { row: 1, answer: 10 },
      { row: 2, problem: refused },
      { row: 3, answer: 30 },
    ]);
    expect(told).toEqual([1, 2, 3]);
  });

  it('are sent again with the same key while nobody answers, and not for ever', async () => {
    const keys: string[] = [];
    const [lost] = await sendEach(['lost'], async (_row, key) => {
      keys.push(key);
      throw Problem.unreachable();
    });
    expect(lost?.problem?.slug).toBe('unreachable');
    expect(keys).toHaveLength(3);
    expect(new Set(keys).size).toBe(1);
  });

  it('do not hide a fault of our own', async () => {
    const broken = sendEach(['x'], async () => {
      throw new TypeError('a bug');
    });
    await expect(broken).rejects.toThrow('a bug');
  });
});
