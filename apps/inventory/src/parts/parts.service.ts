import { Injectable } from '@nestjs/common';
import { PartChanged } from '#common/events/index.js';
import { brokenConstraint } from '#common/database/errors.js';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { requireVersion } from '#common/http/caller.js';
import { type Page, decodeCursor, limitOf, toPage } from '#common/http/pages.js';
import { Problem, invalid, notFound } from '#common/http/problems.js';
import { Outbox } from '#common/messaging/outbox.js';
import { Clock } from '#common/runtime/clock.js';
import { type NewPart, type PartChange, type PartQuery, type PartView } from './part.dto.js';
import { Part } from './part.entity.js';

export const longestChain = 8;

/** The catalogue of parts. */
@Injectable()
export class PartsService {
  constructor(
    private readonly transactions: Transactions,
    private readonly outbox: Outbox,
    private readonly clock: Clock,
  ) {}

  async list(query: PartQuery): Promise<Page<PartView>> {
    const limit = limitOf(query);
    const after = decodeCursor(query.cursor, 1);
    return this.transactions.run(async (manager) => {
      const rows = manager
        .createQueryBuilder(Part, 'part')
        .orderBy('part.number')
        .take(limit + 1);
      if (query.category) rows.andWhere('part.category = :category', { category: query.category });
      if (query.ids) rows.andWhere('part.id = ANY(:ids)', { ids: query.ids });
      if (query.number) rows.andWhere('part.number = :number', { number: query.number });
      if (query.search) {
        const pattern = `%${query.search.replace(/[\\%_]/g, '\\$&')}%`;
        rows.andWhere('(part.nameEn ILIKE :pattern OR part.nameZh ILIKE :pattern OR part.number ILIKE :start)', {
          pattern,
          start: pattern.slice(1),
        });
      }
      if (after) rows.andWhere('part.number > :after', { after: String(after[0]) });
      return toPage(await rows.getMany(), limit, ({ number }) => [number]);
    });
  }

  async get(id: string): Promise<PartView> {
    return this.transactions.run(async (manager) => {
      const part = await manager.findOneBy(Part, { id });
      if (!part) throw notFound('part', id);
      return { ...part };
    });
  }

  async create(given: NewPart): Promise<PartView> {
    return this.transactions.run(async (manager) => {
      const part = manager.create(Part, {
        ...given,
        id: uuidv7(),
        packQuantity: given.packQuantity ?? 1,
        supersededByPartId: given.supersededByPartId ?? null,
        weightGrams: given.weightGrams ?? null,
        volumeCubicCentimetres: given.volumeCubicCentimetres ?? null,
        version: 1,
      });
      await this.requireChain(part);
      await manager.insert(Part, part).catch(refuseSameNumber(part.number));
      await this.noteEntry([part]);
      await this.publish(part);
      return { ...part };
    });
  }

  async change(id: string, change: PartChange, seen: number | undefined): Promise<PartView> {
    return this.transactions.run(async (manager) => {
      const part = await manager.findOne(Part, { where: { id }, lock: { mode: 'pessimistic_write' } });
      if (!part) throw notFound('part', id);
      requireVersion(part.version, seen);
      apply(part, change);
      await this.requireChain(part);
      await manager.save(part);
      await this.publish(part);
      return { ...part };
    });
  }

  /** Writes parts that were checked already, each as its next version. */
  async saveAll(parts: readonly Part[]): Promise<void> {
    await this.transactions.run(async (manager) => {
      for (const part of parts) part.version += 1;
      // A part may be replaced by one that stands further down.
      await manager.upsert(
        Part,
        parts.map((part) => ({ ...part, supersededByPartId: null })),
        ['number'],
      );
      await manager.upsert(
        Part,
        parts.map((part) => ({ ...part })),
        ['number'],
      );
      await this.noteEntry(parts.filter(({ version }) => version === 1));
      for (const part of parts) await this.publish(part);
    });
  }

  /** Units in the field say nothing about a part in years in which it was not there. */
  private async noteEntry(parts: readonly Part[]): Promise<void> {
    await this.transactions.manager.query(
      `UPDATE part SET entered_on = $2::timestamptz AT TIME ZONE 'UTC' WHERE id = ANY($1::uuid[])`,
      [parts.map(({ id }) => id), this.clock.now()],
    );
  }

  /** The chain of successors must exist, end, and not come back. */
  private async requireChain({ id, supersededByPartId }: Part): Promise<void> {
    if (supersededByPartId === null) return;
    const chain = await this.transactions.manager.query<{ id: string }[]>(
      `WITH RECURSIVE chain AS (
         SELECT id, superseded_by_part_id, 1 AS depth FROM part WHERE id = $1
         UNION ALL SELECT part.id, part.superseded_by_part_id, depth + 1 FROM part JOIN chain ON part.id = chain.superseded_by_part_id
         WHERE depth <= ${longestChain} AND chain.id <> $2
       ) SELECT id FROM chain`,
      [supersededByPartId, id],
    );
    if (chain.length === 0) throw invalid('supersededByPartId', `there is no part ${supersededByPartId}`);
    if (chain.some((next) => next.id === id)) throw invalid('supersededByPartId', 'would make the part replace itself');
    if (chain.length > longestChain)
      throw invalid('supersededByPartId', `a chain has at most ${longestChain} successors`);
  }

  private async publish({ id, supersededByPartId, ...part }: Part): Promise<void> {
    const { packQuantity: _, weightGrams: __, volumeCubicCentimetres: ___, ...named } = part;
    await this.outbox.publish(PartChanged, {
      ...named,
      partId: id,
      ...(supersededByPartId !== null && { supersededByPartId }),
    });
  }
}

function apply(part: Part, change: PartChange): void {
  const { supersededByPartId, weightGrams, volumeCubicCentimetres, ...required } = change;
  const given = Object.entries(required).filter(([, value]) => value !== null && value !== undefined);
  Object.assign(part, Object.fromEntries(given));
  if (supersededByPartId !== undefined) part.supersededByPartId = supersededByPartId;
  if (weightGrams !== undefined) part.weightGrams = weightGrams;
  if (volumeCubicCentimetres !== undefined) part.volumeCubicCentimetres = volumeCubicCentimetres;
  part.version += 1;
}

const refuseSameNumber = (number: string) => (error: unknown) => {
  if (brokenConstraint(error) !== 'part_number_key') throw error;
  throw new Problem('already-exists', `part number ${number} is taken: choose another, or change that part`);
};
