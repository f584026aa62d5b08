import { Controller } from '@nestjs/common';
import { type MessageInfo, Wakes } from '#common/messaging/hears.js';
import { type DueDelivery, dueTimer, ReceiptsService } from './receipts.service.js';

@Controller()
export class ReplenishmentListener {
  constructor(private readonly receipts: ReceiptsService) {}

  @Wakes(dueTimer, 'inventory.replenishment')
  async due(delivery: DueDelivery, info: MessageInfo): Promise<void> {
    await this.receipts.due(delivery, info);
  }
}
