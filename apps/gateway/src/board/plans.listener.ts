import { Controller } from '@nestjs/common';
import { PlanProgressed } from '#common/events/index.js';
import { Hears, type MessageInfo } from '#common/messaging/hears.js';
import { BoardWriter } from './board-writer.js';

@Controller()
export class PlansListener {
  constructor(private readonly board: BoardWriter) {}

  /** For the live stream alone: the board shows no plans. */
  @Hears(PlanProgressed, 'gateway.plans')
  progressed(event: PlanProgressed, info: MessageInfo) {
    return this.board.record(event, info);
  }
}
