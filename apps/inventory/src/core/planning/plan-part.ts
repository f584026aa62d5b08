/** One place of the network as the plan for one part sees it. */
export interface Node {
  locationId: string;
  /** Null: bought from outside. */
  suppliedFromId: string | null;
  position: number;
  /** What could be sent from here now. */
  available: number;
  /** What orders wait for here: as soon as it is anywhere above, it goes to them directly. */
  backordered: number;
  reorderPoint: number;
  orderUpTo: number;
}

export interface PlannedOrder {
  kind: 'purchase' | 'transfer';
  fromLocationId: string | null;
  toLocationId: string;
  quantity: number;
  position: number;
  reorderPoint: number;
  orderUpTo: number;
  reason: string;
}

interface Need {
  node: Node;
  position: number;
  quantity: number;
}

/**
 * What one part's places should order now. Needs go up: what a place asks of its supplier lowers the supplier's position, so that the
 * supplier orders in time; goods go down: a transfer is proposed for what the supplier really has, the neediest place first.
 * Purchases come in whole packs.
 */
export function planPart(nodes: readonly Node[], packQuantity: number): PlannedOrder[] {
  const byId = new Map(nodes.map((node) => [node.locationId, node]));
  const asked = new Map<string, number>();
  const needs: Need[] = [];
  for (const node of fromTheEnds(nodes, byId)) {
    const position = node.position - (asked.get(node.locationId) ?? 0);
    if (position >= node.reorderPoint) continue;
    const quantity = node.orderUpTo - position;
    needs.push({ node, position, quantity });
    const supplier = supplierOf(node, byId);
    if (supplier) asked.set(supplier.locationId, (asked.get(supplier.locationId) ?? 0) + quantity);
  }
  return serve(needs, byId, packQuantity);
}

function serve(needs: readonly Need[], byId: ReadonlyMap<string, Node>, packQuantity: number): PlannedOrder[] {
  const left = withoutShortages(byId);
  const orders: PlannedOrder[] = [];
  const neediest = [...needs].sort(
    (one, other) => shortfall(other) - shortfall(one) || (idOf(one) < idOf(other) ? -1 : 1),
  );
  for (const need of neediest) {
    const supplier = supplierOf(need.node, byId);
    if (!supplier) {
      orders.push(toOrder(need, null, Math.ceil(need.quantity / packQuantity) * packQuantity));
      continue;
    }
    const sent = Math.min(need.quantity, left.get(supplier.locationId) ?? 0);
    if (sent <= 0) continue;
    left.set(supplier.locationId, (left.get(supplier.locationId) ?? 0) - sent);
    orders.push(toOrder(need, supplier.locationId, sent));
  }
  return orders;
}

function toOrder(
  { node, position, quantity: wanted }: Need,
  fromLocationId: string | null,
  quantity: number,
): PlannedOrder {
  const { locationId: toLocationId, reorderPoint, orderUpTo } = node;
  const why = `position ${position} is below the reorder point ${reorderPoint}: ${wanted} bring it to ${orderUpTo}`;
  const how =
    quantity < wanted ? `; the supplier has ${quantity}` : quantity > wanted ? '; rounded up to whole packs' : '';
  const kind = fromLocationId === null ? 'purchase' : 'transfer';
  return { kind, fromLocationId, toLocationId, quantity, position, reorderPoint, orderUpTo, reason: why + how };
}

const shortfall = ({ node, position }: Need) => node.reorderPoint - position;
const idOf = ({ node }: Need) => node.locationId;

const supplierOf = (node: Node, byId: ReadonlyMap<string, Node>) =>
  node.suppliedFromId === null ? undefined : byId.get(node.suppliedFromId);

/** What each place can send once the waiting orders below it have got theirs. */
function withoutShortages(byId: ReadonlyMap<string, Node>): Map<string, number> {
  const left = new Map([...byId.values()].map(({ locationId, available }) => [locationId, available]));
  for (const node of byId.values()) {
    let supplier = node.backordered > 0 ? supplierOf(node, byId) : undefined;
    for (let height = 0; supplier && height < 8; height += 1) {
      left.set(supplier.locationId, (left.get(supplier.locationId) ?? 0) - node.backordered);
      supplier = supplierOf(supplier, byId);
    }
  }
  return left;
}

/** Every place after all places that it supplies. */
function fromTheEnds(nodes: readonly Node[], byId: ReadonlyMap<string, Node>): Node[] {
  const depthOf = (node: Node, seen = 0): number => {
    const supplier = supplierOf(node, byId);
    return supplier && seen < 8 ? 1 + depthOf(supplier, seen + 1) : 0;
  };
  return [...nodes].sort((one, other) => depthOf(other) - depthOf(one));
}
