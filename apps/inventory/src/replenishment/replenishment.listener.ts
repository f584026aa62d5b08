import { Controller } from '@nestjs/common';
import { type MessageInfo, Wakes } from '#common/messaging/hears.js';
import { ReplenishmentService } from './replenishment.service.js';

@Controller()
export class ReplenishmentListener {
  constructor(private readonly orders: ReplenishmentService) {}

  @Wakes('replenishment-due', 'inventory.replenishment')
  async due(_: object, { key }: MessageInfo): Promise<void> {
    await this.orders.due(key);
  }
}
