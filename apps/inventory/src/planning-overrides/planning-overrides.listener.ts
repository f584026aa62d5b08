import { Controller } from '@nestjs/common';
import { type MessageInfo, Wakes } from '#common/messaging/hears.js';
import { PlanningOverridesService } from './planning-overrides.service.js';

@Controller()
export class PlanningOverridesListener {
  constructor(private readonly overrides: PlanningOverridesService) {}

  @Wakes('planning-override-ends', 'inventory.planning')
  async ends(_: object, { key }: MessageInfo): Promise<void> {
    await this.overrides.endNow(key);
  }
}
