import { randomUUID } from 'node:crypto';
import { isDeepStrictEqual } from 'node:util';
import { once } from '../../libs/site-client/src/client.js';
import type { Offer, Sandbox } from './sandbox.js';

export interface Check {
  name: string;
  /** Answers what was seen; throws what is wrong, or Skipped. */
  run(sandbox: Sandbox): Promise<string>;
}

const neededScopes = ['offers:read', 'offers:write', 'orders:read', 'orders:write', 'visits:read', 'visits:write'];

function mustBe(what: string, given: number, wanted: number, error: unknown): void {
  if (given !== wanted) throw new Error(`${what} answered ${given}, not ${wanted}: ${JSON.stringify(error ?? {})}`);
}

const at = (id: string) => ({ id });

const key: Check = {
  name: 'key',
  async run(sandbox) {
    const { siteId, scopes = [], name } = await sandbox.whoami();
    if (!siteId) throw new Error(`${name} belongs to no site`);
    const missing = neededScopes.filter((scope) => !scopes.some((held) => held === scope));
    if (missing.length > 0) throw new Error(`${name} lacks ${missing.join(', ')}`);
    return `${name}, site ${siteId}`;
  },
};

const foreign: Check = {
  name: 'foreign order is 404',
  async run({ site }) {
    const { response, error } = await site.GET('/api/v1/repair-orders/{id}', { params: { path: at(randomUUID()) } });
    mustBe('an order of nobody', response.status, 404, error);
    return 'an order that is not the site’s cannot be told from one that does not exist';
  },
};

/** The checks in which the kit answers with the site's key: what Callout promises a site's system. */
const accept: Check = {
  name: 'accept, and its repetition',
  async run(sandbox) {
    const { id, version, technicianId, proposedStart: start, repairOrderId } = await sandbox.offer();
    const body = { ...(technicianId && { technicianId }), ...(start && { start }) };
    const header = once(randomUUID(), version);
    const send = (sent: object) =>
      sandbox.site.POST('/api/v1/offers/{id}/accept', { params: { path: at(id), header }, body: sent });
    const first = await send(body);
    mustBe('accepting', first.response.status, 200, first.error);
    const again = await send(body);
    mustBe('the same again', again.response.status, 200, again.error);
    if (!isDeepStrictEqual(again.data, first.data)) throw new Error('a repetition got another answer');
    const other = await send({});
    mustBe('another body with the same key', other.response.status, 422, other.error);
    const late = await sandbox.site.POST('/api/v1/offers/{id}/decline', {
      params: { path: at(id), header: once(randomUUID(), version) },
      body: { reason: 'other' },
    });
    mustBe('declining what was accepted', late.response.status, 409, late.error);
    const order = await sandbox.site.GET('/api/v1/repair-orders/{id}', { params: { path: at(repairOrderId) } });
    mustBe('the order', order.response.status, 200, order.error);
    return `order ${order.data?.number} is ${order.data?.status}`;
  },
};

const decline: Check = {
  name: 'decline, stale and missing version, unknown reason',
  async run(sandbox) {
    const { id, version, repairOrderId } = await sandbox.offer();
    const send = (header: ReturnType<typeof once>, reason: 'schedule_conflict') =>
      sandbox.site.POST('/api/v1/offers/{id}/decline', { params: { path: at(id), header }, body: { reason } });
    const stale = await send(once(randomUUID(), version + 1_000), 'schedule_conflict');
    mustBe('a stale version', stale.response.status, 412, stale.error);
    const missing = await send(once(randomUUID()), 'schedule_conflict');
    mustBe('no version', missing.response.status, 428, missing.error);
    const unknown = await send(once(randomUUID(), version), 'because' as 'schedule_conflict');
    mustBe('a reason that is not of the list', unknown.response.status, 400, unknown.error);
    const declined = await send(once(randomUUID(), version), 'schedule_conflict');
    mustBe('declining', declined.response.status, 200, declined.error);
    const gone = await sandbox.site.GET('/api/v1/repair-orders/{id}', { params: { path: at(repairOrderId) } });
    mustBe('the order that went elsewhere', gone.response.status, 404, gone.error);
    return 'the order went elsewhere and is 404 for the site';
  },
};

const counter: Check = {
  name: 'counter',
  async run(sandbox) {
    const { id, version, proposedStart, deadline } = await sandbox.offer();
    const start = new Date(Date.parse(proposedStart ?? deadline) + 60 * 60_000).toISOString();
    const { response, data, error } = await sandbox.site.POST('/api/v1/offers/{id}/counter', {
      params: { path: at(id), header: once(randomUUID(), version) },
      body: { start, note: 'an hour later suits us' },
    });
    mustBe('an hour later', response.status, 200, error);
    return data?.status === 'countered' ? 'a dispatcher decides' : `taken at once: ${data?.status}`;
  },
};

const expiry: Check = {
  name: 'expiry',
  async run(sandbox) {
    const offer = await sandbox.offer();
    const { id, version } = await sandbox.expiry(offer);
    const { response, error } = await sandbox.site.POST('/api/v1/offers/{id}/accept', {
      params: { path: at(id), header: once(randomUUID(), version) },
      body: {},
    });
    mustBe('accepting too late', response.status, 410, error);
    return `ended at ${offer.deadline}, accepting it is 410`;
  },
};

/** The check of one answer of the site's own system: the kit only brings the order and looks. */
function answer(name: string, isRight: (offer: Offer) => boolean): Check {
  return {
    name: `your system: ${name}`,
    async run(sandbox) {
      const { id } = await sandbox.offer();
      const found = await sandbox.answered(id, ({ status }) => status !== 'pending');
      if (!found) throw new Error(`offer ${id} still waits for an answer`);
      const { status, reason, counter: proposed } = found;
      const seen = `${status}${reason ? ` (${reason})` : ''}${proposed ? ' with a counter-offer' : ''}`;
      if (!isRight(found)) throw new Error(`offer ${id} is ${seen}`);
      return seen;
    },
  };
}

const ownExpiry: Check = {
  name: 'your system: let expire',
  async run(sandbox) {
    const { status } = await sandbox.expiry(await sandbox.offer());
    return status;
  },
};

export const checksOf = {
  kit: [key, foreign, accept, decline, counter, expiry],
  site: [
    ...[key, foreign],
    answer('accept', ({ status, counter: proposed }) => status === 'accepted' && !proposed),
    answer('decline', ({ status }) => status === 'declined'),
    answer('counter', ({ counter: proposed }) => proposed !== undefined),
    ownExpiry,
  ],
} as const satisfies Record<string, readonly Check[]>;
