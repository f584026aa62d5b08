import { Controller } from '@nestjs/common';
import { PartChanged } from '#common/events/part-changed.js';
import { ReservationDelayed } from '#common/events/reservation-delayed.js';
import { ReservationHeld } from '#common/events/reservation-held.js';
import { ReservationShort } from '#common/events/reservation-short.js';
import { StockLevelChanged } from '#common/events/stock-level-changed.js';
import { Hears, type MessageInfo, Wakes } from '#common/messaging/hears.js';
import { PartsService } from './parts.service.js';

@Controller()
export class PartsListener {
  constructor(private readonly parts: PartsService) {}

  @Hears(ReservationHeld, 'dispatch.parts')
  held(event: ReservationHeld): Promise<void> {
    return this.parts.held(event);
  }

  @Hears(ReservationShort, 'dispatch.parts')
  short(event: ReservationShort): Promise<void> {
    return this.parts.short(event);
  }

  @Hears(ReservationDelayed, 'dispatch.parts')
  delayed(event: ReservationDelayed): Promise<void> {
    return this.parts.delayed(event);
  }

  @Wakes('parts-due', 'dispatch.parts')
  due(_data: object, { key, occurredAt }: MessageInfo): Promise<void> {
    return this.parts.due(key, occurredAt);
  }

  @Hears(PartChanged, 'dispatch.stock')
  partChanged(event: PartChanged): Promise<void> {
    return this.parts.partChanged(event);
  }

  @Hears(StockLevelChanged, 'dispatch.stock')
  stockChanged(event: StockLevelChanged): Promise<void> {
    return this.parts.stockChanged(event);
  }
}
