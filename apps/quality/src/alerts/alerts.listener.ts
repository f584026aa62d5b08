import { Controller } from '@nestjs/common';
import { Wakes } from '#common/messaging/hears.js';
import { chartTimer } from './alert-schedule.js';
import { AlertsService } from './alerts.service.js';

@Controller()
export class AlertsListener {
  constructor(private readonly alerts: AlertsService) {}

  @Wakes(chartTimer, 'quality.alerts')
  async due(): Promise<void> {
    await this.alerts.watch();
  }
}
