import { type TraceEvent, workPerFrame } from './frames.js';

const thread = (tid: number, name = 'CrRendererMain'): TraceEvent => ({
  name: 'thread_name',
  ph: 'M',
  ts: 0,
  pid: 7,
  tid,
  args: { name },
});
const run = (tid: number, ts: number, dur: number, tdur = dur): TraceEvent => ({
  name: 'RunTask',
  ph: 'X',
  ts,
  dur,
  tdur,
  pid: 7,
  tid,
});
const frame = (ts: number): TraceEvent => ({ name: 'BeginMainThreadFrame', ph: 'I', ts, pid: 7, tid: 1 });

describe('work per frame', () => {
  it('adds up the tasks from one frame to the next on the thread that works most', () => {
    const events = [
      thread(1),
      thread(2),
      thread(3, 'Compositor'),
      run(1, 990, 5_000), // begins the first frame
      frame(1_000),
      run(1, 8_000, 6_000, 2_000), // waited for the processor
      run(1, 17_000, 3_000),
      frame(17_100),
      frame(34_000),
      run(2, 1_000, 100),
      run(3, 1_000, 900_000),
    ];
    expect(workPerFrame(events)).toEqual([7, 3]);
  });

  it('is nothing without frames', () => {
    expect(workPerFrame([])).toEqual([]);
  });
});
