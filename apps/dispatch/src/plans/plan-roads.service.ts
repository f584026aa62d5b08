import { Injectable } from '@nestjs/common';
import { logger } from '#common/runtime/logger.js';
import type { PlanWorld } from '../core/plans/plan-world.js';
import { placesOf, type PlanTravel, type Roads, roadsBy } from '../core/plans/roads.js';
import { TravelService } from '../planning/travel/travel.service.js';

/** Asks whoever knows the roads before a plan is searched. */
@Injectable()
export class PlanRoads {
  constructor(private readonly travel: TravelService) {}

  /**
   * The roads between all places of a world, as this dispatch is set up to ask for them, for so many seconds if that is less than usual. Never throws: what is
   * not known by then, or when the signal comes, is estimated and marked.
   */
  async of(
    planId: string,
    world: PlanWorld,
    limits: { seconds?: number; signal?: AbortSignal } = {},
  ): Promise<{ roads: Roads; travel: PlanTravel }> {
    const places = placesOf(world);
    const table = await this.travel.between(places, limits);
    const { travelSource: source, estimatedPairs, estimatedBecause: because } = table;
    if (estimatedPairs > 0)
      logger.warn({ planId, travelSource: source, estimatedPairs, because }, 'travel of a plan is partly estimated');
    const estimatedShare = estimatedPairs / Math.max(1, places.length * (places.length - 1));
    return { roads: roadsBy(places, table), travel: { source, estimatedShare, ...(because && { because }) } };
  }
}
