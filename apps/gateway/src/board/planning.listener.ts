import { Controller } from '@nestjs/common';
import { PlanningRunChanged } from '#common/events/index.js';
import { Hears, type MessageInfo } from '#common/messaging/hears.js';
import { BoardWriter } from './board-writer.js';

/** Planning runs have no row on the board, inventory lists them; how far they are is for the live stream. */
@Controller()
export class PlanningListener {
  constructor(private readonly board: BoardWriter) {}

  @Hears(PlanningRunChanged, 'gateway.planning')
  changed(event: PlanningRunChanged, info: MessageInfo) {
    return this.board.record(event, info);
  }
}
