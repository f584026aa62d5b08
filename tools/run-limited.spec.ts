import { runLimited } from './run-limited.js';

const endless = 'for (;;) {}';

describe('runLimited', () => {
  it('hands on the exit code', async () => {
    expect(await runLimited(process.execPath, ['-e', 'process.exit(3)'], { minutes: 1 })).toBe(3);
  });

  it('ends what hangs, and what that has started', async () => {
    const script = `
      require('child_process').spawn(process.execPath, ['-e', '${endless}'], { stdio: 'inherit' });
      ${endless}`;
    // It returns when nobody holds the pipe any more: not before the second process has ended too.
    expect(await runLimited(process.execPath, ['-e', script], { minutes: 0.02, stdio: 'pipe' })).toBe('late');
  });
});
