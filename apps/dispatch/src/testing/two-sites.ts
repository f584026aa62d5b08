import { enterSite, enterTechnician } from './network-rows.js';
import { type OfferRow, Story } from './story.js';

/** A story with two franchised sites: Li works at the near one, Zhao at the far one. */
export class TwoSites {
  private constructor(
    readonly story: Story,
    readonly near: string,
    readonly far: string,
    readonly li: string,
  ) {}

  static async begin(): Promise<TwoSites> {
    const story = await Story.begin();
    const { database } = story.service;
    const near = await enterSite(database, 'NEAR');
    const far = await enterSite(database, 'FAR', { lon: 121.7 });
    const li = await enterTechnician(database, near, 'Li');
    await enterTechnician(database, far, 'Zhao', { lon: 121.7 });
    return new TwoSites(story, near, far, li);
  }

  /** The offer of this order that waits for an answer. */
  async live(orderId: string): Promise<OfferRow> {
    return (await this.story.offers(orderId)).find(({ status }) => status === 'pending') as OfferRow;
  }
}
