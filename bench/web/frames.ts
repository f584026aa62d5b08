/** One event of a Chromium trace; microseconds. */
export interface TraceEvent {
  name: string;
  ph: string;
  ts: number;
  dur?: number;
  /** Of it, what the thread had the processor for. */
  tdur?: number;
  pid: number;
  tid: number;
  args?: { name?: string };
}

const task = 'RunTask';
/** The main thread begins a frame. */
const frameBegin = 'BeginMainThreadFrame';

/**
 * Milliseconds that the main thread of the page worked for each frame: the sum of its tasks from the beginning of one frame to that of the next. The page's
 * thread is the renderer's main thread that worked most.
 */
export function workPerFrame(events: readonly TraceEvent[]): number[] {
  const threads = events
    .filter(({ name, ph, args }) => ph === 'M' && name === 'thread_name' && args?.name === 'CrRendererMain')
    .map(({ pid, tid }) => events.filter((event) => event.pid === pid && event.tid === tid && event.ph !== 'M'));
  const allOf = (thread: readonly TraceEvent[]) => tasksOf(thread).reduce((sum, one) => sum + workOf(one), 0);
  const own = threads.toSorted((one, other) => allOf(other) - allOf(one))[0] ?? [];
  const begins = own
    .filter(({ name }) => name === frameBegin)
    .map(({ ts }) => ts)
    .toSorted((one, other) => one - other);
  const tasks = tasksOf(own);
  return begins.slice(0, -1).map((begin, index) => {
    const end = begins[index + 1] ?? begin;
    // the task in which a frame begins has begun a little before it
    const ofFrame = tasks.filter(({ ts, dur = 0 }) => ts + dur > begin && ts + dur <= end + (dur > 0 ? 0 : 1));
    return ofFrame.reduce((sum, one) => sum + workOf(one), 0) / 1000;
  });
}

/** A thread that others have pushed aside does not work. */
const workOf = ({ dur = 0, tdur = dur }: TraceEvent) => tdur;
const tasksOf = (thread: readonly TraceEvent[]) => thread.filter(({ name, ph }) => ph === 'X' && name === task);
