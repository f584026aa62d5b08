import { invalid } from '#common/http/problems.js';
import { dayMs, minuteMs } from '../core/time/zones.js';
import type { VisitReport } from './visit-report.js';
import type { Visit } from './visit.entity.js';

/** The time of a reported step, `now` if none was given: not in the future, at most a week old, and not before the step that came before. */
export function reportedTime(at: Date | undefined, now: Date, before?: Date | null): Date {
  if (!at) return now;
  if (before) refuseBefore('at', at, before);
  if (at.getTime() > now.getTime() + minuteMs)
    throw invalid('at', `${at.toISOString()} has not come yet; it is ${now.toISOString()}`);
  if (at.getTime() < now.getTime() - 7 * dayMs) throw invalid('at', `${at.toISOString()} is more than a week ago`);
  return at;
}

/** The fault was found during the visit, or the report says so of no time at all. */
export function refuseImpossibleDiagnosis(
  { diagnosedAt }: Pick<VisitReport, 'diagnosedAt'>,
  { arrivedAt, departedAt }: Pick<Visit, 'arrivedAt' | 'departedAt'>,
  finishedAt: Date,
): void {
  if (!diagnosedAt) return;
  if (diagnosedAt > finishedAt)
    throw invalid('diagnosedAt', `lies after the end of the visit, ${finishedAt.toISOString()}`);
  refuseBefore('diagnosedAt', diagnosedAt, arrivedAt ?? departedAt ?? new Date(finishedAt.getTime() - dayMs));
}

/** Nobody is on the way for longer than a day. */
export function refuseFarFrom(field: string, time: Date, departedAt: Date): void {
  refuseBefore(field, time, departedAt);
  if (time.getTime() > departedAt.getTime() + dayMs)
    throw invalid(field, `${time.toISOString()} is more than a day after the departure`);
}

/** Clocks differ by a minute. */
function refuseBefore(field: string, time: Date, earlier: Date): void {
  if (time.getTime() < earlier.getTime() - minuteMs)
    throw invalid(field, `${time.toISOString()} lies before the step that came before, at ${earlier.toISOString()}`);
}
