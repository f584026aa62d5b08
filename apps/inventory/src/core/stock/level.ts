/** Stock of one part at one place. available = onHand - reserved; position = onHand + onOrder - reserved - backordered. */
export interface Level {
  partId: string;
  locationId: string;
  onHand: number;
  reserved: number;
  onOrder: number;
  backordered: number;
}

export type MovementKind = 'receipt' | 'issue' | 'return' | 'transfer' | 'adjustment' | 'scrap';

/** What a ledger row is about; `quantity` is signed: what it adds to onHand. */
export interface Movement {
  partId: string;
  locationId: string;
  kind: MovementKind;
  quantity: number;
  reason: string;
  repairOrderId?: string;
  transferId?: string;
  replenishmentOrderId?: string;
  serialFitted?: string;
  serialRemoved?: string;
}

export const availableOf = ({ onHand, reserved }: Pick<Level, 'onHand' | 'reserved'>) => onHand - reserved;

/** What the place has, expects and owes together: the number that a reorder point is compared with. */
export const positionOf = ({ onHand, onOrder, reserved, backordered }: Level) =>
  onHand + onOrder - reserved - backordered;
