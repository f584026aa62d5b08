import { Controller } from '@nestjs/common';
import {
  ReservationDelayed,
  ReservationHeld,
  ReservationIssued,
  ReservationReleased,
  ReservationShort,
} from '#common/events/index.js';
import { Hears, type MessageInfo } from '#common/messaging/hears.js';
import { BoardWriter } from './board-writer.js';
import { partsState } from './parts-rows.js';

const consumer = 'gateway.reservations';

@Controller()
export class ReservationsListener {
  constructor(private readonly board: BoardWriter) {}

  @Hears(ReservationHeld, consumer)
  held(event: ReservationHeld, info: MessageInfo) {
    return this.board.record(event, info, partsState(event, { state: 'held', available_at: event.availableAt }));
  }

  @Hears(ReservationShort, consumer)
  short(event: ReservationShort, info: MessageInfo) {
    return this.board.record(event, info, partsState(event, { state: 'short', available_at: event.expectedAt }));
  }

  @Hears(ReservationDelayed, consumer)
  delayed(event: ReservationDelayed, info: MessageInfo) {
    return this.board.record(event, info, partsState(event, { available_at: event.availableAt }));
  }

  @Hears(ReservationReleased, consumer)
  released(event: ReservationReleased, info: MessageInfo) {
    return this.board.record(event, info, partsState(event, { state: 'released', available_at: undefined }));
  }

  @Hears(ReservationIssued, consumer)
  issued(event: ReservationIssued, info: MessageInfo) {
    return this.board.record(event, info, partsState(event, { state: 'issued', available_at: undefined }));
  }
}
