import { Controller } from '@nestjs/common';
import { FailureRecorded } from '#common/events/failure-recorded.js';
import { Hears } from '#common/messaging/hears.js';
import { Triage } from './triage.service.js';

@Controller()
export class TriageListener {
  constructor(private readonly triage: Triage) {}

  @Hears(FailureRecorded, 'desk.triage')
  failureRecorded(event: FailureRecorded): Promise<void> {
    return this.triage.learn(event);
  }
}
