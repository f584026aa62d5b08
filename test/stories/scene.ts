import { randomUUID } from 'node:crypto';
import { type Callout, Person, eventually } from './callout.js';

export interface Row {
  id: string;
  version: number;
}
export interface Order extends Row {
  requestId: string;
  number: string;
  status: string;
  siteId?: string;
  technicianId?: string;
  visitId?: string;
  previousOrderId?: string;
  waitingFor: string;
  waitingUntil?: string;
  exceptionReasons: string[];
  partsAvailableAt?: string;
}
export interface Offer extends Row {
  repairOrderId: string;
  siteId: string;
  status: string;
  deadline: string;
  technicianId?: string;
  proposedStart?: string;
}
export interface Visit extends Row {
  repairOrderId: string;
  status: string;
  start: string;
  technicianId: string;
  siteId: string;
}
export interface Request extends Row {
  status: string;
  number: string;
  repairOrderId?: string;
  promised?: { from: string; to: string };
}
interface List<T> {
  items: T[];
}

const warehousePlace = { lon: -1.9, lat: 52.48, country: 'GB', subdivision: 'ENG' };

const allDay = (from: string, to: string) => [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ weekday, from, to }));

/** One site with its own API key and technicians, as the site's own system sees Callout. */
export interface Site {
  id: string;
  key: Person;
  technicians: string[];
}

/**
 * A story's own corner of the world: a product category that nobody else repairs, with sites at growing distance from the customer.
 * Everything is entered through the public API.
 */
export class Scene {
  readonly word = `s${randomUUID().slice(0, 8)}`;
  sites: Site[] = [];
  readonly place = {
    lon: -3.179,
    lat: 51.4816,
    timeZone: 'Europe/London',
    country: 'GB',
    subdivision: 'WLS',
    locality: 'Cardiff',
  };

  private constructor(readonly callout: Callout) {}

  get admin(): Person {
    return this.callout.admin;
  }

  static async set(callout: Callout, kinds: readonly ('own' | 'franchised')[], techniciansEach = 1): Promise<Scene> {
    const scene = new Scene(callout);
    const { admin, word } = scene;
    await admin
      .put(`/products/categories/${word}`, {
        nameEn: word,
        nameZh: word,
        skill: word,
        skillLevel: 2,
        durationMinutes: 60,
      })
      .expect(200);
    await admin.does('/products', { code: word, category: word, nameEn: word, nameZh: word, warrantyMonths: 24 });
    for (const [index, kind] of kinds.entries()) scene.sites.push(await scene.openSite(kind, index, techniciansEach));
    return scene;
  }

  /** A part of which there are so many pieces, all in a warehouse far from the sites. Returns its id. */
  async stockPart(quantity: number): Promise<string> {
    const part = await this.enterPart('P');
    const { items } = await this.admin.sees<List<Row>>('/stock-locations?kind=central');
    const warehouse =
      items[0] ??
      (await this.admin.does<Row>('/stock-locations', { kind: 'central', name: 'Central', ...warehousePlace }));
    await this.receive(part, warehouse.id, quantity);
    return part;
  }

  /** A part that fits this scene's products, nowhere in stock yet. Returns its id. */
  async enterPart(name: string): Promise<string> {
    const part = await this.admin.does<Row>('/parts', {
      number: `${name}-${this.word}`,
      nameEn: this.word,
      nameZh: this.word,
      category: this.word,
      unitCostMinor: 1_500,
      currency: 'GBP',
      criticality: 'essential',
    });
    return part.id;
  }

  async receive(partId: string, locationId: string, quantity: number): Promise<void> {
    await this.admin.does('/stock-movements/receipts', { partId, locationId, quantity, reason: 'delivered' });
  }

  /** Where a site keeps its parts: inventory has one as soon as it has heard of the site. */
  async shelf({ id }: Site): Promise<string> {
    return eventually(`a stock location of site ${id}`, async () => {
      const { items } = await this.admin.sees<List<Row & { kind: string }>>(`/stock-locations?siteId=${id}`);
      return items.find(({ kind }) => kind === 'site')?.id;
    });
  }

  /** The customer reports a fault; somebody must come. */
  async report(problem = 'does not start any more', more: object = {}): Promise<Request> {
    return this.admin.does<Request>('/requests', {
      channel: 'phone',
      customer: {
        name: 'Gwen Price',
        phone: '+44 29 2018 0000',
        address: { street: 'Queen Street 1', place: this.place },
      },
      asset: { productCode: this.word, serialNumber: randomUUID().slice(0, 12) },
      problem,
      visit: true,
      ...more,
    });
  }

  /** The order of a request, as soon as there is one for which `wanted` holds. */
  async order(requestId: string, wanted: (order: Order) => boolean = () => true): Promise<Order> {
    return eventually(`an order of request ${requestId} as wanted`, async () => {
      const { items } = await this.admin.sees<List<Order>>(`/repair-orders?requestId=${requestId}`);
      return items.find(wanted);
    });
  }

  async request(id: string, wanted: (request: Request) => boolean): Promise<Request> {
    return eventually(`request ${id} as wanted`, async () => {
      const found = await this.admin.sees<Request>(`/requests/${id}`);
      return wanted(found) && found;
    });
  }

  /** The pending offer of an order, as the site that got it sees it. */
  async offer(repairOrderId: string): Promise<{ offer: Offer; site: Site }> {
    return eventually(`a pending offer of order ${repairOrderId}`, async () => {
      for (const site of this.sites) {
        const { items } = await site.key.sees<List<Offer>>(`/offers?status=pending&repairOrderId=${repairOrderId}`);
        if (items[0]) return { offer: items[0], site };
      }
      return undefined;
    });
  }

  async visit(
    repairOrderId: string,
    wanted: (visit: Visit) => boolean = ({ status }) => status === 'planned',
  ): Promise<Visit> {
    return eventually(`a visit of order ${repairOrderId} as wanted`, async () => {
      const { items } = await this.admin.sees<List<Visit>>(`/visits?repairOrderId=${repairOrderId}`);
      return items.find(wanted);
    });
  }

  /** The technician travels, works and reports; the clock goes along where it can. */
  async work(visit: Visit, site: Site, outcome: object): Promise<void> {
    const { moveTo } = this.callout;
    if (moveTo) await moveTo(new Date(visit.start));
    const present = await site.key.sees<Visit>(`/visits/${visit.id}`);
    const left = await site.key.does<Visit>(`/visits/${visit.id}/depart`, {}, { version: present.version });
    const there = await site.key.does<Visit>(`/visits/${visit.id}/arrive`, {}, { version: left.version });
    if (moveTo) await moveTo(new Date(new Date(visit.start).getTime() + 45 * 60_000));
    await site.key.does(`/visits/${visit.id}/finish`, { steps: done, ...outcome }, { version: there.version });
  }

  /** The customer answers the call-back of this request. */
  async answer(requestId: string, answer: object): Promise<void> {
    const callBack = await eventually(`a call-back of request ${requestId}`, async () => {
      const { items } = await this.admin.sees<List<Row>>(`/call-backs?requestId=${requestId}`);
      return items[0];
    });
    await this.admin.does(`/call-backs/${callBack.id}/answer`, answer, { version: callBack.version });
  }

  private async openSite(kind: 'own' | 'franchised', index: number, technicians: number): Promise<Site> {
    const home = { lon: this.place.lon + 0.02 * (index + 1), lat: this.place.lat };
    const site = await this.admin.does<Row>('/sites', {
      code: `${this.word}-${index}`,
      name: `Site ${index} of ${this.word}`,
      kind,
      place: { ...this.place, ...home },
      radiusMetres: 100_000,
      openingHours: [],
      holidays: [],
      dailyCapacity: 50,
      currency: 'GBP',
      categories: [this.word],
    });
    const audited = await this.admin.does<Row>(
      `/sites/${site.id}/audit`,
      { reason: 'visited' },
      { version: site.version },
    );
    await this.admin.does(`/sites/${site.id}/activate`, { reason: 'fit' }, { version: audited.version });
    const ids: string[] = [];
    for (let number = 0; number < technicians; number += 1) ids.push(await this.hire(site.id, home, number));
    const scopes = [
      'orders:read',
      'orders:write',
      'offers:read',
      'offers:write',
      'visits:read',
      'visits:write',
      'stock:read',
      'requests:read',
      'requests:write',
      'quality:read',
    ];
    const { secret } = await this.admin.does<{ secret: string }>('/api-keys', {
      name: this.word,
      siteId: site.id,
      scopes,
    });
    return { id: site.id, key: new Person(this.callout.url, { authorization: `Bearer ${secret}` }), technicians: ids };
  }

  private async hire(siteId: string, home: { lon: number; lat: number }, number: number): Promise<string> {
    const technician = await this.admin.does<Row>('/technicians', {
      siteId,
      name: `Technician ${number}`,
      active: true,
      home,
      skills: [{ skill: this.word, level: 3 }],
      certificates: [],
      shifts: allDay('06:00', '22:00'),
    });
    return technician.id;
  }
}

const done = ['identify-asset', 'safety-check', 'diagnose', 'function-test', 'explain-to-customer', 'signature'].map(
  (code) => ({
    code,
    done: true,
  }),
);

/** What a technician reports when all went well. */
export const repaired = { outcome: 'repaired', faultCode: 'motor', causeCode: 'wear', remedyCode: 'replaced' };
