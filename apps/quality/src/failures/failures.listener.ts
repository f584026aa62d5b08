import { Controller } from '@nestjs/common';
import { RepairOrderCannotComplete, RepairOrderCompleted } from '#common/events/index.js';
import { Hears } from '#common/messaging/hears.js';
import { FailuresService } from './failures.service.js';

@Controller()
export class FailuresListener {
  constructor(private readonly failures: FailuresService) {}

  @Hears(RepairOrderCompleted, 'quality.failures')
  completed(event: RepairOrderCompleted): Promise<void> {
    return this.failures.record(event);
  }

  @Hears(RepairOrderCannotComplete, 'quality.failures')
  cannotComplete(event: RepairOrderCannotComplete): Promise<void> {
    return this.failures.record(event);
  }
}
