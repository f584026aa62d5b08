import type { BoardRow } from './upsert.js';

export const partsStates = ['held', 'short', 'released', 'issued'] as const;
export type PartsState = (typeof partsStates)[number];

export const partsState = (
  event: { repairOrderId: string; version: number },
  changing: { state?: PartsState; available_at?: string | undefined },
): BoardRow => ({ table: 'board_parts', id: event.repairOrderId, version: event.version, changing });
