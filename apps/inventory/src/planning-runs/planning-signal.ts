import { Injectable } from '@nestjs/common';

/** Tells the worker of this process that there is a run to do. */
@Injectable()
export class PlanningSignal {
  private listener: (() => void) | undefined;

  listen(listener: () => void): void {
    this.listener = listener;
  }

  ring(): void {
    this.listener?.();
  }
}
