import { Controller } from '@nestjs/common';
import { AssetRegistered, PartChanged, ProductChanged, SiteChanged } from '#common/events/index.js';
import { Hears } from '#common/messaging/hears.js';
import { CatalogueService } from './catalogue.service.js';

const consumer = 'quality.catalogue';

@Controller()
export class CatalogueListener {
  constructor(private readonly catalogue: CatalogueService) {}

  @Hears(ProductChanged, consumer)
  product(event: ProductChanged): Promise<void> {
    return this.catalogue.keepProduct(event);
  }

  @Hears(PartChanged, consumer)
  part(event: PartChanged): Promise<void> {
    return this.catalogue.keepPart(event);
  }

  @Hears(SiteChanged, consumer)
  site(event: SiteChanged): Promise<void> {
    return this.catalogue.keepSite(event);
  }

  @Hears(AssetRegistered, consumer)
  asset(event: AssetRegistered): Promise<void> {
    return this.catalogue.keepAsset(event);
  }
}
