/** The six indicators of a score card, in the order in which they are shown. */
export const indicatorNames = [
  'truthfulness',
  'satisfaction',
  'repairTime',
  'diagnosisAccuracy',
  'attitude',
  'compliance',
] as const;
export type IndicatorName = (typeof indicatorNames)[number];

/** What one order says about its site: 0 (bad) to 1 (good), or null where it says nothing. */
export type IndicatorValues = Record<IndicatorName, number | null>;

/** Target from acceptance to the end of the repair, without the time spent waiting for parts. At three times the target the value is 0. */
export const repairTargetSeconds = 24 * 3600;
/** Without a window promised to the customer an arrival may be this late after the booked start. */
export const arrivalGraceSeconds = 30 * 60;

/** The facts of a finished order that the indicators are made of. */
export interface FinishedOrder {
  repaired: boolean;
  /** Why it was not repaired. */
  reason: string | null;
  faultFreePartReplaced: boolean;
  acceptedAt: Date;
  occurredAt: Date;
  scheduledStart: Date;
  windowFrom: Date | null;
  windowTo: Date | null;
  arrivedAt: Date;
  diagnosedAt: Date | null;
  finishedAt: Date;
  waitingPartsSeconds: number;
  mandatoryStepsDone: number;
  mandatoryStepsTotal: number;
}

/** What others said about the order afterwards; null where nobody has yet. */
export interface Evidence {
  satisfied: boolean | null;
  attitude: number | null;
  timesConfirmed: boolean | null;
  workConfirmed: boolean | null;
  complaint: boolean | null;
  /** The customer came back for the same fault within 30 days. */
  returned: boolean;
}

/** The definition of each indicator for one order. A site's indicator is the mean over its orders, shrunk towards the network. */
export function indicatorsOf(order: FinishedOrder, evidence: Evidence): IndicatorValues {
  return {
    truthfulness: truthfulness(order, evidence),
    satisfaction: satisfaction(evidence),
    repairTime: order.repaired ? repairTime(order) : null,
    diagnosisAccuracy: diagnosisAccuracy(order, evidence),
    attitude: evidence.attitude === null ? null : (evidence.attitude - 1) / 4,
    compliance: compliance(order),
  };
}

/** Share of what the site claimed that holds: its times in a possible order (checked by Callout), times and work confirmed by the customer.
 * Impossible times count at once as 0; possible ones say nothing until the customer has answered. */
function truthfulness(order: FinishedOrder, { timesConfirmed, workConfirmed }: Evidence): number | null {
  if (!timesArePossible(order)) return 0;
  const answers = [timesConfirmed, workConfirmed].filter((answer) => answer !== null);
  return answers.length === 0 ? null : mean([1, ...answers.map(Number)]);
}

/** Reported, arrived, diagnosed, finished: in this order, and accepted before the end. */
function timesArePossible({ occurredAt, acceptedAt, arrivedAt, diagnosedAt, finishedAt }: FinishedOrder): boolean {
  const course = [occurredAt, arrivedAt, diagnosedAt ?? arrivedAt, finishedAt].map(Number);
  return course.every((time, index) => index === 0 || time >= Number(course[index - 1])) && acceptedAt <= finishedAt;
}

/** 1 if the customer was satisfied at the call-back and did not complain; a customer who came back was not. */
function satisfaction({ satisfied, complaint, returned }: Evidence): number | null {
  if (satisfied === null) return returned ? 0 : null;
  return Number(satisfied && !complaint && !returned);
}

/** 1 if the customer did not come back for the same fault and no fault-free part was replaced; that there was no fault is a diagnosis too. */
function diagnosisAccuracy(
  { repaired, reason, faultFreePartReplaced }: FinishedOrder,
  { returned }: Evidence,
): number | null {
  if (!repaired && reason !== 'no_fault_found') return null;
  return Number(!returned && !faultFreePartReplaced);
}

/** 1 up to the target, then falling evenly to 0 at three times the target. */
function repairTime({ acceptedAt, finishedAt, waitingPartsSeconds }: FinishedOrder): number {
  const seconds = (finishedAt.getTime() - acceptedAt.getTime()) / 1000 - waitingPartsSeconds;
  return clamp(1 - (seconds - repairTargetSeconds) / (2 * repairTargetSeconds));
}

/** Mean of the share of mandatory steps done (if there were any) and the arrival inside the window (or not late). */
function compliance(order: FinishedOrder): number {
  const { mandatoryStepsDone, mandatoryStepsTotal } = order;
  const punctual = Number(arrivedInTime(order));
  return mandatoryStepsTotal === 0 ? punctual : mean([punctual, clamp(mandatoryStepsDone / mandatoryStepsTotal)]);
}

function arrivedInTime({ windowFrom, windowTo, scheduledStart, arrivedAt }: FinishedOrder): boolean {
  if (windowFrom && windowTo) return arrivedAt >= windowFrom && arrivedAt <= windowTo;
  return arrivedAt.getTime() <= scheduledStart.getTime() + arrivalGraceSeconds * 1000;
}

const clamp = (value: number) => Math.min(1, Math.max(0, value));
const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;
