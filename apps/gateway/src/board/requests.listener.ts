import { Controller } from '@nestjs/common';
import {
  RequestCancelled,
  RequestClosed,
  RequestOpened,
  RequestReopened,
  RequestStatusChanged,
} from '#common/events/index.js';
import { Hears, type MessageInfo } from '#common/messaging/hears.js';
import { BoardWriter } from './board-writer.js';

const consumer = 'gateway.requests';

/** Requests have no row of their own on the board, desk lists them; their facts are for the live stream. */
@Controller()
export class RequestsListener {
  constructor(private readonly board: BoardWriter) {}

  @Hears(RequestOpened, consumer)
  opened(event: RequestOpened, info: MessageInfo) {
    return this.board.record(event, info);
  }

  @Hears(RequestStatusChanged, consumer)
  statusChanged(event: RequestStatusChanged, info: MessageInfo) {
    return this.board.record(event, info);
  }

  @Hears(RequestReopened, consumer)
  reopened(event: RequestReopened, info: MessageInfo) {
    return this.board.record(event, info);
  }

  @Hears(RequestClosed, consumer)
  closed(event: RequestClosed, info: MessageInfo) {
    return this.board.record(event, info);
  }

  @Hears(RequestCancelled, consumer)
  cancelled(event: RequestCancelled, info: MessageInfo) {
    return this.board.record(event, info);
  }
}
