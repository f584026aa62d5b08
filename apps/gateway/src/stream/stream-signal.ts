import { Injectable } from '@nestjs/common';

/** A doorbell inside this process: facts for the live stream were committed. */
@Injectable()
export class StreamSignal {
  private readonly listeners = new Set<() => void>();

  ring(): void {
    for (const listener of this.listeners) listener();
  }

  listen(listener: () => void): void {
    this.listeners.add(listener);
  }
}
