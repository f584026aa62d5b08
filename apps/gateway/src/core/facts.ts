/** A fact of the live stream as it is stored. */
export interface StoredFact {
  position: Position;
  eventId: string;
  type: string;
  key: string;
  siteId: string | null;
  occurredAt: string;
  data: Record<string, unknown>;
  /** Whose the order or offer is now that it is about; looked up only while a technician listens. */
  technicianId?: string;
}

/** Where a fact stands in the stream: the transaction that recorded it, and its number. */
export interface Position {
  xid: bigint;
  seq: bigint;
}

export const streamStart: Position = { xid: 0n, seq: 0n };

export const isAfter = (one: Position, other: Position): boolean =>
  one.xid > other.xid || (one.xid === other.xid && one.seq > other.seq);

export const positionText = ({ xid, seq }: Position): string => `${xid}-${seq}`;

/** The position of a `Last-Event-ID`; undefined if it is none of ours. */
export function readPosition(text: string): Position | undefined {
  const [, xid, seq] = /^(\d{1,19})-(\d{1,18})$/.exec(text) ?? [];
  return xid && seq ? { xid: BigInt(xid), seq: BigInt(seq) } : undefined;
}

/** What a listener of the stream may see and wants. */
export interface Listening {
  siteId?: string | undefined;
  roles: readonly string[];
  /** Set for a technician, who is told of the own visits, orders and offers alone. */
  technicianId?: string | undefined;
  /** Event types, or their beginnings such as `dispatch.offer`; all if empty. */
  types: readonly string[];
}

type Told = Pick<StoredFact, 'siteId' | 'type' | 'data' | 'technicianId'>;

/** What is not for everybody who may listen, as its routes are not for everybody. */
const onlyFor: readonly [beginning: string, roles: readonly string[]][] = [
  ['desk.call.', ['agent', 'supervisor', 'admin']],
  ['desk.seat.', ['agent', 'supervisor', 'admin']],
];

export function wants({ siteId, technicianId, roles, types }: Listening, fact: Told): boolean {
  if (siteId !== undefined && fact.siteId !== siteId) return false;
  if (technicianId !== undefined && !isForTechnician(technicianId, fact)) return false;
  const closed = onlyFor.find(([beginning]) => fact.type.startsWith(beginning));
  if (closed && !closed[1].some((role) => roles.includes(role))) return false;
  return types.length === 0 || types.some((type) => fact.type === type || fact.type.startsWith(`${type}.`));
}

/** What a technician reads of the whole site (`GET /sites`, `/technicians`, `/stock-levels`), and what of the own work alone. */
const ofSite = ['dispatch.site.', 'dispatch.technician.', 'inventory.stock-level.'];
const ofOwnWork = ['dispatch.visit.', 'dispatch.offer.', 'dispatch.repair-order.', 'inventory.reservation.'];

/** What the fact itself says counts first. Also what has just been given to somebody else: who had it must hear that it is gone. */
function isForTechnician(id: string, { type, data, technicianId }: Told): boolean {
  const begins = (beginning: string) => type.startsWith(beginning);
  if (ofSite.some(begins)) return true;
  return ofOwnWork.some(begins) && [data['technicianId'] ?? technicianId, data['previousTechnicianId']].includes(id);
}

/** Not for sites: whose asset it is, how the site ranks among the others, and why other sites could not. */
const notForSites = new Set(['customerId', 'assetId', 'rank', 'score', 'exceptionReasons']);

/** The fact as a site sees it; before it has accepted an offer only the locality of the place. */
export function dataForSite({ type, data }: Pick<StoredFact, 'type' | 'data'>): Record<string, unknown> {
  const entries = Object.entries(data).filter(([field]) => !notForSites.has(field));
  const accepted = !type.startsWith('dispatch.offer.');
  return Object.fromEntries(
    entries.map(([field, value]) => [field, field === 'place' && !accepted ? withoutPoint(value) : value]),
  );
}

function withoutPoint(place: unknown): unknown {
  const { lon: _, lat: __, ...names } = place as Record<string, unknown>;
  return names;
}
