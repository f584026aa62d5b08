import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '#common/auth/actor.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { TechnicianChanged } from '#common/events/technician-changed.js';
import { requireVersion } from '#common/http/caller.js';
import { decodeCursor, limitOf, type Page, toPage } from '#common/http/pages.js';
import { invalid, notFound } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { ExceptionsService } from '../matching/exceptions.service.js';
import { seeAll } from '../network/see-all.js';
import { Site } from '../sites/site.entity.js';
import { technicianViews, writeDetails } from './technician-details.js';
import type {
  ChangedTechnician,
  NewAbsence,
  NewTechnician,
  TechniciansQuery,
  TechnicianView,
} from './technician.dto.js';
import { Technician } from './technician.entity.js';

type Seen = number | undefined;

/** Technicians with skills, certificates, shifts and absences; a site looks after its own. */
@Injectable()
export class TechniciansService {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly exceptions: ExceptionsService,
  ) {}

  async list(query: TechniciansQuery, caller: Actor): Promise<Page<TechnicianView>> {
    return this.transactions.run(async (manager) => {
      const limit = limitOf(query);
      const after = decodeCursor(query.cursor, 1);
      const rows = manager
        .createQueryBuilder(Technician, 'technician')
        .orderBy('technician.id')
        .limit(limit + 1);
      if (caller.siteId) rows.andWhere('technician.site_id = :own', { own: caller.siteId });
      if (query.siteId) rows.andWhere('technician.site_id = :siteId', { siteId: query.siteId });
      if (after) rows.andWhere('technician.id > :after', { after: String(after[0]) });
      const page = toPage(await rows.getMany(), limit, ({ id }) => [id]);
      return { ...page, items: await technicianViews(manager, page.items) };
    });
  }

  async one(id: string, caller: Actor): Promise<TechnicianView> {
    return this.transactions.run(async (manager) => view(manager, await find(manager, id, caller)));
  }

  async enter({ siteId, ...body }: NewTechnician, caller: Actor): Promise<TechnicianView> {
    return this.transactions.run(async (manager) => {
      const foreign = caller.siteId !== undefined && caller.siteId !== siteId;
      if (foreign || !(await manager.existsBy(Site, { id: siteId }))) throw notFound('site', siteId);
      const technician = Object.assign(new Technician(), { id: uuidv7(), siteId, ...columns(body), version: 1 });
      await manager.insert(Technician, technician);
      await writeDetails(manager, technician.id, body);
      return this.changed(manager, technician);
    });
  }

  async change(id: string, body: ChangedTechnician, seen: Seen, caller: Actor): Promise<TechnicianView> {
    return this.transactions.run(async (manager) => {
      const technician = await find(manager, id, caller, true);
      requireVersion(technician.version, seen);
      await this.save(manager, technician, columns(body));
      await writeDetails(manager, id, body);
      return this.changed(manager, technician);
    });
  }

  async addAbsence(id: string, { from, to, reason }: NewAbsence, seen: Seen, caller: Actor): Promise<TechnicianView> {
    if (Date.parse(from) >= Date.parse(to)) throw invalid('to', 'must be later than from');
    return this.transactions.run(async (manager) => {
      const technician = await find(manager, id, caller, true);
      requireVersion(technician.version, seen);
      await manager.query(
        `INSERT INTO technician_absence (id, technician_id, from_at, to_at, reason) VALUES ($1, $2, $3, $4, $5)`,
        [uuidv7(), id, from, to, reason ?? ''],
      );
      await this.save(manager, technician, {});
      return this.changed(manager, technician);
    });
  }

  async removeAbsence(id: string, absenceId: string, seen: Seen, caller: Actor): Promise<TechnicianView> {
    return this.transactions.run(async (manager) => {
      const technician = await find(manager, id, caller, true);
      requireVersion(technician.version, seen);
      const [, removed] = await manager.query<[unknown[], number]>(
        `DELETE FROM technician_absence WHERE id = $1 AND technician_id = $2`,
        [absenceId, id],
      );
      if (removed === 0) throw notFound('absence', absenceId);
      await this.save(manager, technician, {});
      return this.changed(manager, technician);
    });
  }

  private async save(manager: EntityManager, technician: Technician, values: Partial<Technician>): Promise<void> {
    const changed = { ...values, version: technician.version + 1 };
    await manager.update(Technician, { id: technician.id }, changed);
    Object.assign(technician, changed);
  }

  /** Tells the others, and tries orders again that found nobody. */
  private async changed(manager: EntityManager, technician: Technician): Promise<TechnicianView> {
    const { id, siteId, name, active, version } = technician;
    await this.outbox.publish(TechnicianChanged, { technicianId: id, siteId, name, active, version });
    const answer = await view(manager, technician);
    await seeAll(manager);
    await this.exceptions.wakeAll();
    return answer;
  }
}

const columns = ({ name, active, home, van }: ChangedTechnician) => ({
  name,
  active,
  homeLon: home.lon,
  homeLat: home.lat,
  van: van ?? null,
});

async function find(manager: EntityManager, id: string, caller: Actor, forChange = false): Promise<Technician> {
  const technician = await manager.findOne(Technician, {
    where: { id, ...(caller.siteId && { siteId: caller.siteId }) },
    ...(forChange && { lock: { mode: 'pessimistic_write' as const } }),
  });
  if (!technician) throw notFound('technician', id);
  return technician;
}

async function view(manager: EntityManager, technician: Technician): Promise<TechnicianView> {
  const [found] = await technicianViews(manager, [technician]);
  if (!found) throw notFound('technician', technician.id);
  return found;
}
