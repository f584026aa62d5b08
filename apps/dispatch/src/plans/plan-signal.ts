import { Injectable } from '@nestjs/common';

/** Rings when a plan was asked for in this process. */
@Injectable()
export class PlanSignal {
  private heard: () => void = () => undefined;

  onRing(listener: () => void): void {
    this.heard = listener;
  }

  ring(): void {
    this.heard();
  }
}
