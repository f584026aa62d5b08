import { Controller } from '@nestjs/common';
import { ReservationDelayed } from '#common/events/reservation-delayed.js';
import { Hears, type MessageInfo } from '#common/messaging/hears.js';
import { Notices } from './notices.service.js';

/** What orders and visits tell is noted where the desk hears of it for its requests; this is only for notices. */
@Controller()
export class NoticesListener {
  constructor(private readonly notices: Notices) {}

  @Hears(ReservationDelayed, 'desk.notices')
  delayed(event: ReservationDelayed, { id }: MessageInfo): Promise<void> {
    return this.notices.delayed(event, id);
  }
}
