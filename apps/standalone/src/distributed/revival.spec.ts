import { Revival } from './revival.js';

describe('what is started again when it ends', () => {
  const failing = (times: number) => {
    const startedAt: number[] = [];
    const start = async () => {
      startedAt.push(performance.now());
      if (startedAt.length <= times) throw new Error(`start ${startedAt.length} was in vain`);
    };
    return { startedAt, start };
  };

  it('comes back after growing pauses, however often its start is in vain, and says so', async () => {
    const { startedAt, start } = failing(2);
    const lines: string[] = [];
    await new Promise<void>((ready) => {
      const revival = new Revival('it', start, (line) => {
        lines.push(line.replace(/[\d.]+ s$/, 'some s'));
        if (line.includes('is ready again')) ready();
      });
      revival.ended('SIGKILL');
    });
    expect(lines).toEqual([
      'it ended (SIGKILL): starting it again',
      'it ended (start 1 was in vain): starting it again',
      'it ended (start 2 was in vain): starting it again',
      'it is ready again after some s',
    ]);
    const pauses = startedAt.slice(1).map((at, index) => at - startedAt[index]!);
    expect(pauses[0]).toBeGreaterThan(190);
    expect(pauses[1]).toBeGreaterThan(390);
  });

  it('stays away once it is stopped, also when that happens in a pause', async () => {
    const { startedAt, start } = failing(0);
    const revival = new Revival('it', start, () => undefined);
    revival.ended('SIGKILL');
    await revival.stop();
    revival.ended('SIGTERM');
    await revival.stop();
    expect(startedAt).toEqual([]);
  });

  it('is revived again after it was stopped and started', async () => {
    const { startedAt, start } = failing(0);
    const said = new Promise<string>((resolve) => {
      const revival = new Revival('it', start, (line) => line.includes('again after') && resolve(line));
      void revival.stop();
      revival.allow();
      revival.ended('SIGKILL');
    });
    expect(await said).toContain('it is ready again');
    expect(startedAt).toHaveLength(1);
  });
});
