import { randomUUID } from 'node:crypto';
import { setTimeout as pause } from 'node:timers/promises';
import { once, type Schemas, siteClient, type SiteClient } from '../../libs/site-client/src/client.js';
import type { ConformanceOptions } from './options.js';

/** A check that could not be made, and why. */
export class Skipped extends Error {}

export type Offer = Schemas['OfferView'];

const lookMilliseconds = 250;
/** How often an order is brought until one is offered to the site: who gets it is Callout's decision. */
const orders = 3;
const offeredWithinMilliseconds = 15_000;

/** What checks need of a sandbox: the site's client, and offers to answer. */
export class Sandbox {
  readonly site: SiteClient;
  private readonly customers: SiteClient | undefined;
  private readonly used = new Set<string>();
  private me: Schemas['MeView'] | undefined;

  constructor(
    private readonly options: ConformanceOptions,
    /** Waits until a moment of business time: where the clock is moved, by moving it. */
    private readonly until: (moment: Date) => Promise<void>,
  ) {
    const { url, key, customersKey } = options;
    this.site = siteClient({ url, key });
    this.customers = customersKey ? siteClient({ url, key: customersKey }) : undefined;
  }

  async whoami(): Promise<Schemas['MeView']> {
    this.me ??= (await this.site.GET('/api/v1/me')).data;
    if (!this.me) throw new Error('the key is not known here');
    return this.me;
  }

  /** An offer to this site that waits for an answer and that no check has had. */
  async offer(): Promise<Offer> {
    for (let order = 0; order < orders; order += 1) {
      const requestId = this.customers && (await this.report(this.customers));
      const found = await this.eventually(offeredWithinMilliseconds, () => this.unused(requestId));
      if (found) {
        this.used.add(found.id);
        return found;
      }
      if (!this.customers)
        throw new Skipped('no offer waits for this site, and no --customers-key was given to bring one');
    }
    throw new Skipped(`${orders} orders at the site's own door were offered to nobody or to other sites`);
  }

  /** The offer again when `wanted` holds; undefined when that takes longer than the patience. */
  answered(id: string, wanted: (offer: Offer) => boolean): Promise<Offer | undefined> {
    return this.eventually(this.options.patienceSeconds * 1_000, async () => {
      const { data } = await this.site.GET('/api/v1/offers/{id}', { params: { path: { id } } });
      return data && wanted(data) ? data : undefined;
    });
  }

  /** Until the offer has expired. Throws Skipped if that takes too long to wait for. */
  async expiry({ id, deadline }: Offer): Promise<Offer> {
    await this.until(new Date(deadline));
    const expired = await this.answered(id, ({ status }) => status === 'expired');
    if (expired) return expired;
    throw new Skipped(`the offer ends at ${deadline}: give more --patience, or start the sandbox with short offers`);
  }

  /** Of an order that the kit has brought, whatever has become of it: the site's own system may be quicker than this look. */
  private async unused(requestId: string | undefined): Promise<Offer | undefined> {
    const query = requestId ? { limit: 200 } : { status: 'pending' as const, limit: 200 };
    const { data } = await this.site.GET('/api/v1/offers', { params: { query } });
    return data?.items.find((offer) => !this.used.has(offer.id) && (!requestId || offer.requestId === requestId));
  }

  private async report(customers: SiteClient): Promise<string> {
    const { siteId = '' } = await this.whoami();
    const { data: site } = await this.site.GET('/api/v1/sites/{id}', { params: { path: { id: siteId } } });
    if (!site)
      throw new Skipped('the key may not read its site (sites:read): the kit cannot bring an order to its door');
    const category = this.options.category ?? String(site.categories?.[0] ?? '');
    if (!category) throw new Skipped('the site serves all categories: say with --category which one to ask for');
    const { data, error } = await customers.POST('/api/v1/requests', {
      params: { header: once(randomUUID()) },
      body: {
        channel: 'web',
        customer: { name: 'Conformance kit', address: { street: 'Test 1', place: site.place } },
        asset: { category, serialNumber: randomUUID() },
        problem: 'An order of the conformance kit',
        visit: true,
      },
    });
    if (!data) throw new Skipped(`the customers' key could not report: ${JSON.stringify(error)}`);
    return data.id;
  }

  private async eventually<T>(milliseconds: number, look: () => Promise<T | undefined>): Promise<T | undefined> {
    const end = performance.now() + milliseconds;
    for (;;) {
      const found = await look();
      if (found !== undefined || performance.now() > end) return found;
      await pause(lookMilliseconds);
    }
  }
}
