import { Injectable } from '@nestjs/common';

/** A doorbell inside one process: something was committed, look now rather than at the next slow poll. */
class Signal<T extends unknown[] = []> {
  private readonly listeners = new Set<(...news: T) => void>();

  ring(...news: T): void {
    for (const listener of this.listeners) listener(...news);
  }

  /** Returns how to stop listening. */
  listen(listener: (...news: T) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }
}

@Injectable()
export class OutboxSignal extends Signal {}

/** Says in which lanes of the inbox there is work. */
@Injectable()
export class InboxSignal extends Signal<[lanes: readonly number[]]> {}

/** Says when the timer that was set is due. */
@Injectable()
export class TimerSignal extends Signal<[dueAt: Date]> {}
