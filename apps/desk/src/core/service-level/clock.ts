import { addWorkingTime, workingTimeBetween, workingTimeEnd, workingTimeStart, type WorkingHours } from './calendar.js';

export const clockKinds = ['first_response', 'next_update', 'arrival', 'completion'] as const;
export type ClockKind = (typeof clockKinds)[number];

/** One promise that runs in working time. It stands while anything in `pauses` holds it, and for good once it is stopped. */
export interface ServiceClock {
  targetSeconds: number;
  /** Working time after which a warning is due. */
  warnSeconds: number;
  calendar: WorkingHours;
  startedAt: Date;
  /** Working time used before `runningSince`. */
  usedMilliseconds: number;
  runningSince: Date | null;
  pauses: string[];
  /** Null while it stands. */
  dueAt: Date | null;
  warnedAt: Date | null;
  breachedAt: Date | null;
  stoppedAt: Date | null;
}

export interface Target {
  targetSeconds: number;
  warnShare: number;
  calendar: WorkingHours;
}

/** A clock that starts to run at `at`; around the clock where the calendar has too few open hours to ever get there. */
export function startClock(target: Target, at: Date): ServiceClock & { dueAt: Date } {
  const { targetSeconds, warnShare } = target;
  const { calendar, dueAt } = runningIn(target.calendar, at, targetSeconds * 1000);
  return {
    targetSeconds,
    warnSeconds: Math.floor(targetSeconds * warnShare),
    calendar,
    startedAt: at,
    usedMilliseconds: 0,
    runningSince: at,
    pauses: [],
    dueAt,
    warnedAt: null,
    breachedAt: null,
    stoppedAt: null,
  };
}

/** The same promise again, from `at` on; it stands for whatever the one before stands for. */
export function startAnew(clock: ServiceClock, at: Date): ServiceClock {
  const { targetSeconds, warnSeconds, pauses } = clock;
  const fresh = { ...startClock({ targetSeconds, warnShare: 1, calendar: clock.calendar }, at), warnSeconds };
  return pauses.length > 0 ? { ...fresh, pauses, runningSince: null, dueAt: null } : fresh;
}

function runningIn(calendar: WorkingHours, at: Date, milliseconds: number): { calendar: WorkingHours; dueAt: Date } {
  const dueAt = workingTimeEnd(calendar, at, milliseconds);
  return dueAt ? { calendar, dueAt } : { calendar: null, dueAt: new Date(at.getTime() + milliseconds) };
}

/** Working milliseconds used until `at`. */
export function usedAt(clock: ServiceClock, at: Date): number {
  return clock.usedMilliseconds + (clock.runningSince ? workingTimeBetween(clock.calendar, clock.runningSince, at) : 0);
}

/** The promise is kept only before the target: 59:59 of an hour is in time, 60:00 is not. */
export function isOverdue(clock: ServiceClock, at: Date): boolean {
  return usedAt(clock, at) >= clock.targetSeconds * 1000;
}

/** Changes of a clock, to be assigned to it. */
type Change = Partial<ServiceClock>;

/** Holds the clock for a reason; nothing changes if that reason holds it already or it is stopped. */
export function pauseClock(clock: ServiceClock, reason: string, at: Date): Change {
  if (clock.stoppedAt || clock.pauses.includes(reason)) return {};
  return { pauses: [...clock.pauses, reason], usedMilliseconds: usedAt(clock, at), runningSince: null, dueAt: null };
}

/** Takes one reason away; the clock runs on when none is left. One whose time was over before it stood stays due as long ago as it has overrun. */
export function resumeClock(clock: ServiceClock, reason: string, at: Date): Change {
  if (clock.stoppedAt || !clock.pauses.includes(reason)) return {};
  const pauses = clock.pauses.filter((one) => one !== reason);
  if (pauses.length > 0) return { pauses };
  const left = clock.targetSeconds * 1000 - clock.usedMilliseconds;
  if (left < 0) return { pauses, runningSince: at, dueAt: workingTimeStart(clock.calendar, at, -left) };
  return { pauses, runningSince: at, ...runningIn(clock.calendar, at, left) };
}

/**
 * What was promised has happened at `at`. The truth about the breach is settled here: one that was noticed only because the news came
 * late is taken back, one that nobody had noticed is added.
 */
export function stopClock(clock: ServiceClock, at: Date): Change {
  if (clock.stoppedAt) return {};
  const usedMilliseconds = usedAt(clock, at);
  const late = usedMilliseconds >= clock.targetSeconds * 1000;
  return {
    usedMilliseconds,
    runningSince: null,
    pauses: [],
    stoppedAt: at,
    breachedAt: late ? (clock.breachedAt ?? at) : null,
  };
}

/** What a clock says when somebody looks at it: each alert comes once. */
export function alertOf(clock: ServiceClock, at: Date): 'warning' | 'breach' | undefined {
  if (clock.stoppedAt || !clock.runningSince || clock.breachedAt) return undefined;
  const used = usedAt(clock, at);
  if (used >= clock.targetSeconds * 1000) return 'breach';
  return !clock.warnedAt && used >= clock.warnSeconds * 1000 ? 'warning' : undefined;
}

/** When somebody must look at the clock next; undefined while it stands or when all is said. */
export function nextAlertAt(clock: ServiceClock): Date | undefined {
  if (clock.stoppedAt || !clock.runningSince || clock.breachedAt) return undefined;
  const seconds = clock.warnedAt ? clock.targetSeconds : clock.warnSeconds;
  return addWorkingTime(clock.calendar, clock.runningSince, Math.max(0, seconds * 1000 - clock.usedMilliseconds));
}
