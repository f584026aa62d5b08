import { person } from '#common/testing/actors.js';
import { deliver } from '#common/testing/deliver.js';
import { type TestOptions, TestService } from '#common/testing/service.js';
import { VisitRequested } from '#common/events/visit-requested.js';
import { dispatchApp } from '../app.module.js';
import type { Offer } from '../offers/offer.entity.js';
import type { RepairOrder } from '../orders/repair-order.entity.js';
import { defaultSettings, type DispatchSettings } from '../settings.js';
import type { Visit } from '../visits/visit.entity.js';
import { requestVisit } from './requests.js';

type Row<T> = { [K in keyof T]: T[K] };
export interface OrderRow {
  id: string;
  request_id: string;
  status: RepairOrder['status'];
  site_id: string | null;
  technician_id: string | null;
  visit_id: string | null;
  exception_reasons: string[];
  waiting_for: RepairOrder['waitingFor'];
  waiting_until: Date | null;
  required_level: number;
  version: number;
}
export interface OfferRow extends Row<Pick<Offer, 'id' | 'status' | 'version' | 'deadline' | 'reason'>> {
  site_id: string;
  technician_id: string;
  proposed_start: Date;
}
export interface VisitRow extends Row<Pick<Visit, 'id' | 'status' | 'version'>> {
  technician_id: string;
  start_at: Date;
  finish_at: Date;
}

type StoryOptions = TestOptions & Partial<Pick<DispatchSettings, 'dayImprovements' | 'travel'>>;

/** Dispatch alone with what the stories of its tests need. */
export class Story {
  private constructor(readonly service: TestService) {}

  /** Running days are improved only in stories that are about it. */
  static async begin({
    dayImprovements = 'off',
    travel = defaultSettings.travel,
    ...options
  }: StoryOptions = {}): Promise<Story> {
    return new Story(await TestService.start(dispatchApp({ ...defaultSettings, dayImprovements, travel }), options));
  }

  end(): Promise<void> {
    return this.service.close();
  }

  /** The desk asks for a visit; the order as it is afterwards. */
  async request(given: Partial<VisitRequested> = {}): Promise<OrderRow> {
    const event = requestVisit(given);
    await this.service.hears(VisitRequested, event);
    return this.order(event.requestId, event.attempt);
  }

  /** Many requests at the same moment. */
  async requestMany(count: number, given: Partial<VisitRequested> = {}): Promise<OrderRow[]> {
    const events = Array.from({ length: count }, () => requestVisit(given));
    await Promise.all(
      events.map((event) =>
        deliver(this.service.running, VisitRequested, event, { occurredAt: this.service.clock.now() }),
      ),
    );
    await this.service.settle();
    return Promise.all(events.map(({ requestId }) => this.order(requestId)));
  }

  async order(requestId: string, attempt = 1): Promise<OrderRow> {
    const [row] = await this.service.database.query<OrderRow>(
      `SELECT * FROM dispatch.repair_order WHERE request_id = $1 AND attempt = $2`,
      [requestId, attempt],
    );
    if (!row) throw new Error(`no order was opened for ${requestId}`);
    return row;
  }

  offers(orderId: string): Promise<OfferRow[]> {
    return this.service.database.query(`SELECT * FROM dispatch.offer WHERE repair_order_id = $1 ORDER BY id`, [
      orderId,
    ]);
  }

  visits(orderId: string): Promise<VisitRow[]> {
    return this.service.database.query(`SELECT * FROM dispatch.visit WHERE repair_order_id = $1 ORDER BY id`, [
      orderId,
    ]);
  }

  async path(orderId: string): Promise<string[]> {
    const rows = await this.service.database.query<{ to_status: string }>(
      `SELECT to_status FROM dispatch.repair_order_transition WHERE repair_order_id = $1 ORDER BY id`,
      [orderId],
    );
    return rows.map(({ to_status: to }) => to);
  }

  /** Posts as the manager of a site. */
  async post(siteId: string | undefined, path: string, version: number, body: object = {}) {
    const agent = await this.service.as(siteId ? person('site_manager', { siteId }) : person('dispatcher'));
    return agent.post(`/api/v1/${path}`).set('if-match', `"${version}"`).send(body);
  }

  /** What a site, or the dispatcher, reads. */
  async get(siteId: string | undefined, path: string) {
    const agent = await this.service.as(siteId ? person('site_manager', { siteId }) : person('dispatcher'));
    return agent.get(`/api/v1/${path}`);
  }
}
