import { Decimal, Id, ListOf, Nested, Optional, Text, Whole } from '#common/validation/fields.js';

const most = 1_000_000_000;
const mostMoney = 1_000_000_000_000;
/** Kits are made of at most 300 kinds of jobs. */
const mostParts = 3_000;

export class KitLimits {
  @Decimal(0, 100_000) volumeLitres: number;
  @Whole(0, mostMoney) valueMinor: number;
}

export class VanKitPart {
  @Id() partId: string;
  @Text(100) number: string;
  @Text(300) nameEn: string;
  @Text(300) nameZh: string;
  /** Pieces that the van should carry. */
  @Whole(1, most) quantity: number;
  /** Pieces on board now. */
  @Whole(0, most) onHand: number;
  /** Pieces that are on board, on their way or owed to orders: on hand and on order less reserved and owed. */
  @Whole(-most, most) position: number;
  /** Pieces that the own site could give now. */
  @Whole(-most, most) spareAtSite: number;
  /** Of all pieces of the kit; a part without an entered volume counts as one litre. */
  @Decimal(0, 1e12) volumeLitres: number;
  @Whole(0, mostMoney) valueMinor: number;
  @Text(3) currency: string;
  /** Jobs of this van in a year that take the part. */
  @Decimal(0, 1e9) jobsPerYear: number;
}

/** What the van of a technician should carry, and what of it is on board. */
export class VanKitView {
  /** Of the technician, and of the van. */
  @Id() id: string;
  @Id() siteId: string;
  @Text(200) name: string;
  /** The dearest first. */
  @ListOf(() => VanKitPart, mostParts) parts: VanKitPart[];
  @Decimal(0, 1e12) volumeLitres: number;
  @Whole(0, mostMoney) valueMinor: number;
  /** Of the value; null where the parts have several. */
  @Optional() @Text(3) currency: string | null;
  @Nested(() => KitLimits) limits: KitLimits;
  /** Jobs of the own site in the last `days` that took parts: what the kit is made of. */
  @Whole(0, most) jobs: number;
  @Whole(1, 366) days: number;
  /** Share of jobs like these for which everything is on board with the whole kit. */
  @Decimal(0, 1) completedShare: number;
  /** The same with what is on board now. */
  @Decimal(0, 1) completedShareNow: number;
}
