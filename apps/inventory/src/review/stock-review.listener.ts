import { Controller } from '@nestjs/common';
import { type MessageInfo, Wakes } from '#common/messaging/hears.js';
import { StockReviewService } from './stock-review.service.js';

interface Step {
  partIds: string[];
  withDemand: boolean;
}

@Controller()
export class StockReviewListener {
  constructor(private readonly reviews: StockReviewService) {}

  @Wakes('stock-review', 'inventory.review')
  async daily(): Promise<void> {
    await this.reviews.startDaily();
  }

  @Wakes<Step>('stock-review-step', 'inventory.review')
  async step({ partIds, withDemand }: Step, { key }: MessageInfo): Promise<void> {
    await this.reviews.step(partIds, withDemand, key);
  }
}
