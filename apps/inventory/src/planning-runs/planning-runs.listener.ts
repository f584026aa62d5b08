import { Controller } from '@nestjs/common';
import { Wakes } from '#common/messaging/hears.js';
import { WeeklyPlanning } from './weekly-planning.service.js';

@Controller()
export class PlanningRunsListener {
  constructor(private readonly weekly: WeeklyPlanning) {}

  @Wakes('planning-week', 'inventory.planning')
  async week(): Promise<void> {
    await this.weekly.start();
  }
}
