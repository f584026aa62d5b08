import { Controller } from '@nestjs/common';
import { SiteChanged } from '#common/events/site-changed.js';
import { Hears } from '#common/messaging/hears.js';
import { SiteNames } from './site-names.service.js';

@Controller()
export class SitesListener {
  constructor(private readonly names: SiteNames) {}

  @Hears(SiteChanged, 'desk.sites')
  changed(event: SiteChanged): Promise<void> {
    return this.names.changed(event);
  }
}
