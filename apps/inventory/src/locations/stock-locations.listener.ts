import { Controller } from '@nestjs/common';
import { SiteChanged, TechnicianChanged } from '#common/events/index.js';
import { Hears } from '#common/messaging/hears.js';
import { StockLocationsService } from './stock-locations.service.js';

@Controller()
export class StockLocationsListener {
  constructor(private readonly locations: StockLocationsService) {}

  @Hears(SiteChanged, 'inventory.locations')
  async siteChanged(site: SiteChanged): Promise<void> {
    await this.locations.siteChanged(site);
  }

  @Hears(TechnicianChanged, 'inventory.locations')
  async technicianChanged(technician: TechnicianChanged): Promise<void> {
    await this.locations.technicianChanged(technician);
  }
}
