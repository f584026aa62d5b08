/** One line that is written over and over on a terminal; elsewhere a line now and then. */
export class Progress {
  private lastAt = 0;
  private readonly startedAt = performance.now();

  constructor(private readonly total: number) {}

  show(reported: number, closed: number, now: number, extra: string): void {
    const isTerminal = process.stdout.isTTY;
    const elapsed = performance.now();
    if (elapsed - this.lastAt < (isTerminal ? 250 : 15_000)) return;
    this.lastAt = elapsed;
    const share = this.total === 0 ? 1 : reported / this.total;
    const bar = '#'.repeat(Math.round(share * 24)).padEnd(24, '.');
    const seconds = (elapsed - this.startedAt) / 1_000;
    const line = `[${bar}] ${reported}/${this.total} reported, ${closed} closed, ${new Date(now).toISOString().slice(0, 16)}, ${(closed / seconds).toFixed(1)}/s ${extra}`;
    process.stdout.write(isTerminal ? `\r${line.slice(0, (process.stdout.columns ?? 120) - 1)}\x1b[K` : `${line}\n`);
  }

  end(): void {
    if (process.stdout.isTTY) process.stdout.write('\n');
  }
}
