import { Controller } from '@nestjs/common';
import { type MessageInfo, Wakes } from '#common/messaging/hears.js';
import { type ClockTimer, clockTimer } from './service-clocks.service.js';
import { ClockAlerts } from './clock-alerts.service.js';

@Controller()
export class ServiceClocksListener {
  constructor(private readonly alerts: ClockAlerts) {}

  @Wakes<ClockTimer>(clockTimer, 'desk.service-clocks')
  look(timer: ClockTimer, { occurredAt }: MessageInfo): Promise<void> {
    return this.alerts.look(timer, occurredAt);
  }
}
