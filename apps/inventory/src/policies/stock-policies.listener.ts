import { Controller } from '@nestjs/common';
import { type MessageInfo, Wakes } from '#common/messaging/hears.js';
import { StockPoliciesService } from './stock-policies.service.js';

@Controller()
export class StockPoliciesListener {
  constructor(private readonly policies: StockPoliciesService) {}

  @Wakes('policy-override-ends', 'inventory.policies')
  async overrideEnds(_: object, { key, occurredAt }: MessageInfo): Promise<void> {
    await this.policies.endOverride(key, occurredAt);
  }
}
