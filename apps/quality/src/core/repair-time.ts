/** From report to finish, in seconds; the five parts add up to the whole. */
export interface RepairTime {
  /** From the report until work could go on: everything before the last arrival that was neither travel nor waiting for parts. */
  responseSeconds: number;
  waitingPartsSeconds: number;
  travelSeconds: number;
  /** From the last arrival to the diagnosis; 0 when no diagnosis time was given. */
  diagnosisSeconds: number;
  /** From the diagnosis (or the arrival) to the finish. */
  repairSeconds: number;
}

export interface RepairCourse {
  occurredAt: Date;
  arrivedAt: Date;
  diagnosedAt: Date | null;
  finishedAt: Date;
  waitedForPartsSeconds: number;
  travelSeconds: number;
}

/**
 * Splits the time from report to finish. Claims that do not fit into the time before the arrival are cut (waiting for parts first, then
 * travel), times out of order are moved to the nearest possible one: no part is negative and the sum is always the whole, at least 0.
 */
export function splitRepairTime(course: RepairCourse): RepairTime {
  const occurred = seconds(course.occurredAt);
  const finished = Math.max(occurred, seconds(course.finishedAt));
  const arrived = between(occurred, seconds(course.arrivedAt), finished);
  const diagnosed = between(arrived, seconds(course.diagnosedAt ?? course.arrivedAt), finished);
  const before = arrived - occurred;
  const waitingPartsSeconds = between(0, course.waitedForPartsSeconds, before);
  const travelSeconds = between(0, course.travelSeconds, before - waitingPartsSeconds);
  return {
    responseSeconds: before - waitingPartsSeconds - travelSeconds,
    waitingPartsSeconds,
    travelSeconds,
    diagnosisSeconds: diagnosed - arrived,
    repairSeconds: finished - diagnosed,
  };
}

const seconds = (time: Date) => Math.round(time.getTime() / 1000);
const between = (low: number, value: number, high: number) => Math.min(high, Math.max(low, value));
