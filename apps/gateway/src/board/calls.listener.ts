import { Controller } from '@nestjs/common';
import { CallChanged, SeatChanged } from '#common/events/index.js';
import { Hears, type MessageInfo } from '#common/messaging/hears.js';
import { BoardWriter } from './board-writer.js';

const consumer = 'gateway.calls';

/** Calls and seats have no row on the board, desk lists them; their facts are for the live stream of those who answer calls. */
@Controller()
export class CallsListener {
  constructor(private readonly board: BoardWriter) {}

  @Hears(CallChanged, consumer)
  call(event: CallChanged, info: MessageInfo) {
    return this.board.record(event, info);
  }

  @Hears(SeatChanged, consumer)
  seat(event: SeatChanged, info: MessageInfo) {
    return this.board.record(event, info);
  }
}
