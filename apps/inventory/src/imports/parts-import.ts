import { Injectable } from '@nestjs/common';
import { Transactions } from '#common/database/transactions.js';
import { uuidv7 } from '#common/database/uuid.js';
import { Part } from '../parts/part.entity.js';
import { longestChain, PartsService } from '../parts/parts.service.js';
import type { ImportFault } from './import.dto.js';
import type { Numbered, PartRow } from './import-rows.js';
import type { ImportPlan } from './imports.service.js';

const fields = [
  ...(['nameEn', 'nameZh', 'category', 'unitCostMinor', 'currency', 'criticality', 'packQuantity'] as const),
  ...(['supersededByPartId', 'weightGrams', 'volumeCubicCentimetres'] as const),
];

/** The catalogue of parts from a table; the part's number says which part is meant. What a cell leaves empty stays as it is. */
@Injectable()
export class PartsImport {
  constructor(
    private readonly transactions: Transactions,
    private readonly parts: PartsService,
  ) {}

  async plan(rows: readonly Numbered<PartRow>[]): Promise<ImportPlan> {
    const known = await this.known(rows);
    const faults: ImportFault[] = [];
    const given = new Map<string, { row: number; part: Part; isNew: boolean }>();
    for (const { row, value } of rows) {
      const before = known.get(value.number);
      if (given.has(value.number)) faults.push({ row, column: 'number', message: `${value.number} is there twice` });
      else given.set(value.number, { row, part: partOf(value, before), isNew: !before });
    }
    const idOf = (number: string) => given.get(number)?.part.id ?? known.get(number)?.id;
    for (const { row, value } of rows) {
      if (value.supersededByNumber === undefined) continue;
      const successor = idOf(value.supersededByNumber);
      const part = given.get(value.number)?.part;
      if (part && successor) part.supersededByPartId = successor;
      else faults.push({ row, column: 'supersededByNumber', message: `there is no part ${value.supersededByNumber}` });
    }
    faults.push(...(await this.chainFaults([...given.values()])));
    const list = [...given.values()].map(({ part, isNew }) => ({ part, isNew }));
    const byNumber = new Map([...known.values()].map((part) => [part.id, part]));
    const changed = list.filter(({ part, isNew }) => !isNew && differs(part, byNumber.get(part.id)));
    const created = list.filter(({ isNew }) => isNew);
    return {
      created: created.length,
      changed: changed.length,
      unchanged: list.length - created.length - changed.length,
      faults,
      write: () => this.parts.saveAll([...created, ...changed].map(({ part }) => part)),
    };
  }

  /** The parts of the table and those that it names as successors. */
  private async known(rows: readonly Numbered<PartRow>[]): Promise<Map<string, Part>> {
    const numbers = new Set(rows.flatMap(({ value }) => [value.number, value.supersededByNumber ?? value.number]));
    const parts = await this.transactions.manager
      .createQueryBuilder(Part, 'part')
      .where('part.number = ANY(:numbers)', { numbers: [...numbers] })
      .orderBy('part.id')
      .setLock('pessimistic_write')
      .getMany();
    return new Map(parts.map((part) => [part.number, part]));
  }

  /** With the table, every chain of successors must end, and not be too long. */
  private async chainFaults(given: readonly { row: number; part: Part }[]): Promise<ImportFault[]> {
    const rows = await this.transactions.manager.query<{ id: string; next: string }[]>(
      `SELECT id, superseded_by_part_id AS next FROM part WHERE superseded_by_part_id IS NOT NULL`,
    );
    const nextOf = new Map(rows.map(({ id, next }) => [id, next]));
    for (const { part } of given) {
      if (part.supersededByPartId === null) nextOf.delete(part.id);
      else nextOf.set(part.id, part.supersededByPartId);
    }
    return given.flatMap(({ row, part }) => {
      let [steps, id] = [0, nextOf.get(part.id)];
      for (; id !== undefined && steps <= longestChain; steps += 1) id = nextOf.get(id);
      if (steps <= longestChain) return [];
      return [
        { row, column: 'supersededByNumber', message: `a chain has at most ${longestChain} successors and an end` },
      ];
    });
  }
}

function partOf({ supersededByNumber: _, ...row }: PartRow, before: Part | undefined): Part {
  const part = Object.assign(new Part(), {
    packQuantity: 1,
    ...{ supersededByPartId: null, weightGrams: null, volumeCubicCentimetres: null },
    ...{ id: uuidv7(), version: 0 },
    ...before,
  });
  const given = Object.entries(row).filter(([, value]) => value !== undefined);
  return Object.assign(part, Object.fromEntries(given));
}

const differs = (part: Part, before: Part | undefined) =>
  !before || fields.some((field) => part[field] !== before[field]);
