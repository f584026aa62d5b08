import { Injectable } from '@nestjs/common';

/** A doorbell inside one process: something was committed, look now rather than at the next slow poll. */
class Signal {
  private readonly listeners = new Set<() => void>();

  ring(): void {
    for (const listener of this.listeners) listener();
  }

  /** Returns how to stop listening. */
  listen(listener: () => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

@Injectable()
export class OutboxSignal extends Signal {}

@Injectable()
export class InboxSignal extends Signal {}

@Injectable()
export class TimerSignal extends Signal {}
