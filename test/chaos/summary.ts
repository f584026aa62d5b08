import type { Chaos } from './chaos.js';
import type { CheckReport } from './check-report.js';

export interface Pace {
  begunPerSecond: number;
  promisedPerSecond: number;
  /** Not where other programs used the machine: it must be said then. */
  paceIsJudged: boolean;
  /** Part of the machine that other programs used. */
  share: number;
}

/** The figures of a run, one a line, for whoever reads the log. */
export function summaryOf({ kills, observations, restarts }: Chaos, report: CheckReport, pace: Pace): string {
  const { begun, acknowledged, repeated, handled, drainMilliseconds, longestWait, acknowledgedDuring } = report;
  const { begunPerSecond, promisedPerSecond, paceIsJudged, share } = pace;
  const waits = observations.flatMap(({ longest }) => Object.entries(longest));
  const broker = kills.find(({ what }) => what === 'kafka');
  const perSecond = `${begunPerSecond.toFixed(0)} writes/s`;
  const used = `other programs used ${(share * 100).toFixed(0)} % of the machine`;
  return [
    `${begun} writes (${perSecond}), ${acknowledged} acknowledged, ${repeated} of them repeated; ${handled} deliveries handled`,
    `one instance dead, longest wait seen: ${list(waits.map(([what, ms]) => `${what} ${seconds(ms)}`))}`,
    `and longest way of an event to it: ${list(longestWait.map(({ what, milliseconds }) => `${what} ${seconds(milliseconds)}`))}`,
    `ready after a restart: ${list(restarts.map(({ what, tries }) => `${what} ${tries.map(seconds).join(' / ')}`))}`,
    `Kafka was away for ${seconds((broker?.until ?? 0) - (broker?.at ?? 0))}; at rest ${seconds(drainMilliseconds)} after the last write`,
    `acknowledged while away: ${list(acknowledgedDuring.map(({ what, writes }) => `${what} ${writes}`))}`,
    paceIsJudged ? used : `NOT JUDGED: the pace, ${perSecond} begun of ${promisedPerSecond} promised: ${used}`,
  ].join('\n');
}

const seconds = (milliseconds: number) => `${(milliseconds / 1000).toFixed(1)} s`;
const list = (parts: readonly string[]) => parts.join(', ');
