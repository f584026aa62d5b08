import { Controller } from '@nestjs/common';
import { AssetRegistered, RepairOrderCannotComplete } from '#common/events/index.js';
import { Hears } from '#common/messaging/hears.js';
import { InstalledBaseService } from './installed-base.service.js';

@Controller()
export class InstalledBaseListener {
  constructor(private readonly units: InstalledBaseService) {}

  @Hears(AssetRegistered, 'inventory.installed-base')
  async registered(asset: AssetRegistered): Promise<void> {
    await this.units.keep(asset);
  }

  @Hears(RepairOrderCannotComplete, 'inventory.installed-base')
  async cannotComplete(order: RepairOrderCannotComplete): Promise<void> {
    if (order.reason === 'beyond_repair') await this.units.scrap(order);
  }
}
