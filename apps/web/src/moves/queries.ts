import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../api/client.js';

export type MoveCheck = Schemas['AssignmentCheckView'];
export type BrokenRule = MoveCheck['broken'][number];

/** Where an order would go: to whom, and when it would start (ISO 8601). */
export interface Wanted {
  repairOrderId: string;
  technicianId: string;
  start: string;
  /** How long it would take from now on, if that is to change. */
  durationMinutes?: number;
}

/** A verdict that is some seconds old is asked for again when somebody comes back to the same spot. */
const freshMilliseconds = 5_000;

/** What the server says of a move or an assignment; it changes nothing. Whoever moves on meanwhile cancels the question. */
export function useMoveCheck(wanted: Wanted | undefined) {
  return useQuery({
    queryKey: ['orders', wanted?.repairOrderId, 'check', wanted?.technicianId, wanted?.start, wanted?.durationMinutes],
    queryFn: ({ signal }) => {
      const { repairOrderId: id = '', technicianId = '', start = '', ...length } = wanted ?? {};
      return answerOf(
        api.GET('/api/v1/repair-orders/{id}/assignment-check', {
          params: { path: { id }, query: { technicianId, start, ...length } },
          signal,
        }),
      );
    },
    enabled: wanted !== undefined,
    staleTime: freshMilliseconds,
    gcTime: freshMilliseconds,
    retry: false,
  });
}

/** Whether a verdict is about this very spot. */
export const isAbout = (
  check: MoveCheck | undefined,
  { repairOrderId, technicianId, start, durationMinutes }: Wanted,
): boolean =>
  check?.repairOrderId === repairOrderId &&
  check.technicianId === technicianId &&
  Date.parse(check.start) === Date.parse(start) &&
  (durationMinutes === undefined || Date.parse(check.finish) - Date.parse(start) === durationMinutes * 60_000);

/** The rules that must be named to be broken, each with the reason that is given. */
export const overridesOf = (check: MoveCheck | undefined): { overrides?: ['skill'] } =>
  check?.broken.some(({ rule, mayBeOverridden }) => rule === 'skill' && mayBeOverridden)
    ? { overrides: ['skill'] }
    : {};
