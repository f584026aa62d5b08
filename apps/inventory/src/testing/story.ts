import {
  OfferMade,
  RepairOrderCompleted,
  VisitFinished,
  VisitScheduled,
  type ProbablePart,
  type UsedPart,
} from '#common/events/index.js';
import { uuidv7 } from '#common/database/uuid.js';
import type { TestService } from '#common/testing/service.js';

/** A small network: a central and a regional warehouse, two sites with a van each. */
export interface Places {
  central: string;
  regional: string;
  sites: [string, string];
  vans: [string, string];
}

/** [lon, lat] of each place: the sites are 30 km and 300 km from the region's warehouse. */
const coordinates = {
  central: [121.47, 31.23],
  regional: [120.15, 30.27],
  near: [120.45, 30.27],
  far: [118.1, 31.9],
} as const;

export async function enterPlaces(service: TestService): Promise<Places> {
  const places: Places = {
    central: uuidv7(),
    regional: uuidv7(),
    sites: [uuidv7(), uuidv7()],
    vans: [uuidv7(), uuidv7()],
  };
  const rows = [
    [places.central, 'central', null, null, null, ...coordinates.central],
    [places.regional, 'regional', null, null, places.central, ...coordinates.regional],
    [places.sites[0], 'site', places.sites[0], null, places.regional, ...coordinates.near],
    [places.sites[1], 'site', places.sites[1], null, places.regional, ...coordinates.far],
    [places.vans[0], 'van', places.sites[0], places.vans[0], places.sites[0], null, null],
    [places.vans[1], 'van', places.sites[1], places.vans[1], places.sites[1], null, null],
  ];
  for (const row of rows) {
    await service.database.query(
      `INSERT INTO inventory.stock_location (id, kind, name, site_id, technician_id, supplied_from_id, lon, lat)
       VALUES ($1, $2::text, $2::text, $3, $4, $5, $6, $7)`,
      row,
    );
  }
  return places;
}

export async function enterPart(service: TestService, supersededByPartId: string | null = null): Promise<string> {
  const id = uuidv7();
  await service.database.query(
    `INSERT INTO inventory.part (id, number, name_en, name_zh, category, unit_cost_minor, currency, criticality, superseded_by_part_id)
     VALUES ($1, $1::uuid::text, 'Motor', '电机', 'vacuum', 12000, 'CNY', 'vital', $2)`,
    [id, supersededByPartId],
  );
  return id;
}

/** Opening stock, in the way in which the demo fills it: a receipt and a level. */
export async function stock(service: TestService, partId: string, locationId: string, quantity: number): Promise<void> {
  await service.database.query(
    `WITH level AS (
       INSERT INTO inventory.stock_level (part_id, location_id, site_id, on_hand)
       SELECT $1::uuid, id, site_id, $3::integer FROM inventory.stock_location WHERE id = $2::uuid
     )
     INSERT INTO inventory.stock_movement (id, part_id, location_id, kind, quantity, reason, at)
     VALUES ($4, $1::uuid, $2::uuid, 'receipt', $3::integer, 'opening stock', $5)`,
    [partId, locationId, quantity, uuidv7(), service.clock.now()],
  );
}

export interface Level {
  onHand: number;
  reserved: number;
  onOrder: number;
  backordered: number;
}

export async function levelOf(service: TestService, partId: string, locationId: string): Promise<Level> {
  const [row] = await service.database.query<Level>(
    `SELECT on_hand AS "onHand", reserved, on_order AS "onOrder", backordered FROM inventory.stock_level
     WHERE part_id = $1 AND location_id = $2`,
    [partId, locationId],
  );
  return row ?? { onHand: 0, reserved: 0, onOrder: 0, backordered: 0 };
}

/** The check that any outsider can make: rows that it returns are levels that ledger, holds or shortages do not explain. */
const unexplainedLevels = `
  WITH ledger AS (SELECT part_id, location_id, sum(quantity) AS on_hand FROM inventory.stock_movement GROUP BY 1, 2),
  held AS (SELECT part_id, location_id, sum(quantity) AS reserved FROM inventory.reservation_line WHERE state = 'held' GROUP BY 1, 2),
  short AS (SELECT wanted_part_id AS part_id, wanted_location_id AS location_id, sum(quantity) AS backordered
    FROM inventory.reservation_line WHERE state = 'short' GROUP BY 1, 2),
  ordered AS (SELECT part_id, to_location_id AS location_id, sum(quantity - received) AS on_order
    FROM inventory.replenishment_order WHERE status <> 'received' GROUP BY 1, 2)
  SELECT * FROM inventory.stock_level FULL JOIN ledger USING (part_id, location_id) FULL JOIN held USING (part_id, location_id)
    FULL JOIN short USING (part_id, location_id) FULL JOIN ordered USING (part_id, location_id)
  WHERE coalesce(stock_level.on_hand, 0) <> coalesce(ledger.on_hand, 0)
    OR coalesce(stock_level.reserved, 0) <> coalesce(held.reserved, 0)
    OR coalesce(stock_level.backordered, 0) <> coalesce(short.backordered, 0)
    OR coalesce(stock_level.on_order, 0) <> coalesce(ordered.on_order, 0)`;

/** Throws if ledger, holds, shortages or orders do not explain a level. */
export async function assertExplained(service: TestService): Promise<void> {
  const rows = await service.database.query(unexplainedLevels);
  if (rows.length > 0) throw new Error(`these levels are not explained: ${JSON.stringify(rows)}`);
}

export interface StoryOrder {
  repairOrderId: string;
  requestId: string;
}

export const newOrder = (): StoryOrder => ({ repairOrderId: uuidv7(), requestId: uuidv7() });

export const likely = (partId: string, probability = 0.6, quantity = 1): ProbablePart => ({
  partId,
  quantity,
  probability,
});

export const offer = (order: StoryOrder, siteId: string, likelyParts: ProbablePart[]): OfferMade => {
  const { technicianId: _, ...example } = OfferMade.example;
  return { ...example, ...order, offerId: uuidv7(), siteId, likelyParts };
};

interface Who {
  siteId: string;
  technicianId: string;
}

export const visit = (order: StoryOrder, who: Who, likelyParts: ProbablePart[]): VisitScheduled => ({
  ...VisitScheduled.example,
  ...order,
  ...who,
  visitId: uuidv7(),
  likelyParts,
});

/** A visit at the first site that ends its order and used these parts; answers the order. */
export async function reportedUse(
  service: TestService,
  { sites, vans }: Places,
  partsUsed: UsedPart[],
): Promise<string> {
  const booked = visit(newOrder(), { siteId: sites[0], technicianId: vans[0] }, []);
  const use = { at: service.clock.now().toISOString(), partsUsed, outcome: 'repaired' as const };
  await service.hears(VisitScheduled, booked);
  await service.hears(VisitFinished, finished(booked, use));
  await service.hears(RepairOrderCompleted, completed(booked, use));
  await service.settle();
  return booked.repairOrderId;
}

type Use = Pick<VisitFinished, 'partsUsed' | 'at'> & Partial<Pick<VisitFinished, 'outcome'>>;

export const finished = (
  { visitId, repairOrderId, requestId, siteId, technicianId }: VisitScheduled,
  use: Use,
): VisitFinished => ({
  ...VisitFinished.example,
  ...{ visitId, repairOrderId, requestId, siteId, technicianId, partsUnused: [], version: 4 },
  ...use,
});

export const completed = (
  { visitId, repairOrderId, requestId, siteId, technicianId }: VisitScheduled,
  { at, partsUsed }: Use,
): RepairOrderCompleted => ({
  ...RepairOrderCompleted.example,
  ...{ visitId, repairOrderId, requestId, siteId, technicianId, partsUsed, partsUnused: [], finishedAt: at },
});
