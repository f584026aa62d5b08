import { Controller } from '@nestjs/common';
import { Wakes } from '#common/messaging/hears.js';
import { PlanningExceptionsService } from './planning-exceptions.service.js';

@Controller()
export class PlanningExceptionsListener {
  constructor(private readonly exceptions: PlanningExceptionsService) {}

  @Wakes<{ partIds: string[] }>('planning-exceptions-step', 'inventory.planning-exceptions')
  async step({ partIds }: { partIds: string[] }): Promise<void> {
    await this.exceptions.refresh(partIds);
  }
}
