import type { Stretch } from '../time/weekly-hours.js';
import type { NetworkTechnician } from './network.js';

/** So many numbers a stretch: start and end in milliseconds since 1970, and its local day. */
export const perStretch = 3;
/** Days that are kept at once at most. */
const mostDays = 400;

/** When somebody works, as plain numbers side by side, one day after the other. Asked for at every ranking; changes only with the network. */
export class WorkDays {
  /** `perStretch` numbers a stretch, by time. */
  readonly stretches: number[] = [];
  private firstDay = NaN;
  /** Of each day, where its stretches begin. */
  private readonly begins: number[] = [];

  constructor(private readonly workOn: (day: number) => readonly Stretch[]) {}

  /** Makes sure that these days are known: `firstDay` up to and including `lastDay`. */
  read(firstDay: number, lastDay: number): void {
    if (!(firstDay >= this.firstDay && lastDay < this.firstDay + mostDays)) this.forgetBefore(firstDay);
    while (this.begins.length <= lastDay + 1 - this.firstDay) {
      const day = this.firstDay + this.begins.length;
      this.begins.push(this.stretches.length);
      for (const { startMs, endMs } of this.workOn(day)) this.stretches.push(startMs, endMs, day);
    }
  }

  /** Where in `stretches` those of a day begin, of one that was read or the one behind. */
  beginOf(day: number): number {
    return this.begins[day - this.firstDay] as number;
  }

  private forgetBefore(day: number): void {
    this.firstDay = day;
    this.begins.length = 0;
    this.stretches.length = 0;
  }
}

const known = new WeakMap<NetworkTechnician, WorkDays>();

/** Of a technician of the network; whose hours change is another one (`NetworkService`). */
export function workDaysOf(technician: NetworkTechnician): WorkDays {
  let days = known.get(technician);
  if (!days) known.set(technician, (days = new WorkDays(technician.workOn)));
  return days;
}
