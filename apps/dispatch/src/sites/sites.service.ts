import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { brokenConstraint } from '#common/database/errors.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import type { SiteStatus } from '#common/events/lists.js';
import type { ScoreCardPublished } from '#common/events/score-card-published.js';
import { SiteChanged } from '#common/events/site-changed.js';
import { requireVersion } from '#common/http/caller.js';
import { invalid, notFound, Problem } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Timers } from '#common/messaging/timers.js';
import { Clock } from '#common/runtime/clock.js';
import { areaOf } from '../core/sites/area.js';
import { siteMayMove, takesOrders } from '../core/sites/site-states.js';
import { overlapIn, type WeeklyPeriod } from '../core/time/weekly-hours.js';
import { isZone } from '../core/time/zones.js';
import { ExceptionsService } from '../matching/exceptions.service.js';
import type { ChangedSite, NewSite, SiteView } from './site.dto.js';
import { Site } from './site.entity.js';
import { siteChanged, siteColumns, siteView } from './site-views.js';

/** Enters, changes and moves repair sites. */
@Injectable()
export class SitesService {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly timers: Timers,
    private readonly clock: Clock,
    private readonly exceptions: ExceptionsService,
  ) {}

  /** A site applies. */
  async apply(body: NewSite): Promise<SiteView> {
    const site = Object.assign(new Site(), {
      ...siteColumns(body),
      ...checked(body, []),
      id: uuidv7(),
      code: body.code,
      kind: body.kind,
      status: 'applied' as const,
      version: 1,
    });
    return this.transactions.run(async (manager) => {
      await manager.insert(Site, site).catch((error: unknown) => {
        if (brokenConstraint(error) === 'site_code_key')
          throw new Problem('already-exists', `there is a site with the code ${body.code}`);
        throw error;
      });
      await this.outbox.publish(SiteChanged, siteChanged(site));
      return siteView(site);
    });
  }

  async change(id: string, body: ChangedSite, seen: number | undefined): Promise<SiteView> {
    return this.transactions.run(async (manager) => {
      const site = await lock(manager, id);
      requireVersion(site.version, seen);
      await this.save(manager, site, { ...siteColumns(body), ...checked(body, site.openingHours) });
      return siteView(site);
    });
  }

  /** Moves a site to another status, with a reason. A site that takes no orders any more loses its open offers at once, and what it has accepted is the dispatcher's to look at. */
  async move(id: string, to: SiteStatus, reason: string, seen: number | undefined, caller: Actor): Promise<SiteView> {
    return this.transactions.run(async (manager) => {
      const site = await lock(manager, id);
      const from = site.status;
      if (!siteMayMove(from, to))
        throw new Problem('illegal-transition', `site ${site.code} is ${from} and cannot become ${to}`);
      requireVersion(site.version, seen);
      await manager.query(
        `INSERT INTO site_transition (site_id, from_status, to_status, reason, actor_id, actor_name, at) VALUES ($1, $2, $3, $4, $5, $6, $7)`,
        [id, from, to, reason, caller.id, caller.name, this.clock.now()],
      );
      await this.save(manager, site, { status: to });
      if (takesOrders(from) && !takesOrders(to)) await this.endOffers(manager, id);
      if (takesOrders(from) !== takesOrders(to)) await this.lookAtOrders(manager, id);
      return siteView(site);
    });
  }

  /** What quality says of a site; an older card never replaces a newer one. */
  async keepScore({ siteId, score, orders, version }: ScoreCardPublished): Promise<void> {
    await this.transactions.run((manager) =>
      manager.query(
        `INSERT INTO site_score (site_id, score, orders, version) VALUES ($1, $2, $3, $4)
         ON CONFLICT (site_id) DO UPDATE SET score = excluded.score, orders = excluded.orders, version = excluded.version
         WHERE site_score.version < excluded.version`,
        [siteId, score, orders, version],
      ),
    );
  }

  private async save(manager: EntityManager, site: Site, values: Partial<Site>): Promise<void> {
    const changed = { ...values, version: site.version + 1 };
    await manager.update(Site, { id: site.id }, changed as never);
    Object.assign(site, changed);
    await this.outbox.publish(SiteChanged, siteChanged(site));
    await this.exceptions.wakeAll();
  }

  /** Lets the deadlines of the site's open offers pass now; each is then taken back in a transaction of its own. */
  private async endOffers(manager: EntityManager, siteId: string): Promise<void> {
    const now = this.clock.now();
    const [rows] = await manager.query<[{ id: string }[], number]>(
      `UPDATE offer SET deadline = $2 WHERE site_id = $1 AND status IN ('pending', 'countered') RETURNING id`,
      [siteId, now],
    );
    for (const { id } of rows) await this.timers.set('offer-deadline', id, now);
  }

  /** Each in a transaction of its own, for which the order's row is locked first. */
  private async lookAtOrders(manager: EntityManager, siteId: string): Promise<void> {
    const rows = await manager.query<{ id: string }[]>(
      `SELECT id FROM repair_order WHERE site_id = $1 AND status IN ('accepted', 'scheduled')`,
      [siteId],
    );
    for (const { id } of rows) await this.timers.set('site-standing', id, this.clock.now());
  }
}

async function lock(manager: EntityManager, id: string): Promise<Site> {
  const site = await manager.findOne(Site, { where: { id }, lock: { mode: 'pessimistic_write' } });
  if (!site) throw notFound('site', id);
  return site;
}

/** What field rules cannot say. Hours that overlap count once; a site that has such hours from earlier times may keep them. */
function checked(
  { place, territory, openingHours }: ChangedSite,
  hoursBefore: readonly WeeklyPeriod[],
): Pick<Site, 'territory'> {
  if (!isZone(place.timeZone))
    throw invalid('place.timeZone', `'${place.timeZone}' is not a time zone such as Asia/Shanghai`);
  const wrong = openingHours.findIndex(({ from, to }) => from >= to);
  if (wrong >= 0) throw invalid(`openingHours[${wrong}].to`, 'must be later than from');
  const overlap = overlapIn(openingHours);
  if (overlap >= 0 && hoursText(openingHours) !== hoursText(hoursBefore))
    throw invalid(`openingHours[${overlap}]`, 'overlaps another period of that weekday: make one of the two');
  if (!territory) return { territory: null };
  const area = areaOf(territory);
  if (!area) throw invalid('territory', 'must be a GeoJSON Polygon or MultiPolygon with closed rings of [lon, lat]');
  return { territory: area };
}

const hoursText = (periods: readonly WeeklyPeriod[]) =>
  JSON.stringify(periods.map(({ weekday, from, to }) => [weekday, from, to]));
