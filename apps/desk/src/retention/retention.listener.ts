import { Controller } from '@nestjs/common';
import { Wakes } from '#common/messaging/hears.js';
import { Retention, type RetentionPlace } from './retention.service.js';

@Controller()
export class RetentionListener {
  constructor(private readonly retention: Retention) {}

  @Wakes<RetentionPlace>('retention', 'desk.retention')
  pass(place: RetentionPlace): Promise<void> {
    return this.retention.pass(place);
  }
}
