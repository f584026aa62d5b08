import { greatCircleTravel } from '../matching/travel.js';
import { hourMs, minuteMs } from '../time/zones.js';
import { isOverrun, type UnderWay } from './overruns.js';

const here = { lon: 121.47, lat: 31.23 };
const there = { lon: 121.57, lat: 31.23 };
const roadMs = greatCircleTravel(here, there).seconds * 1000;
const visit = (given: Partial<UnderWay>): UnderWay => ({
  ...here,
  startMs: 0,
  worksMs: hourMs,
  next: { ...there, startMs: hourMs + roadMs },
  ...given,
});

describe('a visit that goes on for too long', () => {
  it.each([
    ['as planned', { arrivedMs: 0 }, hourMs, false],
    ['so late that the next customer waits for ten minutes', { arrivedMs: 10 * minuteMs }, hourMs, false],
    ['later than that', { arrivedMs: 11 * minuteMs }, hourMs, true],
    ['still at work long after its end', { arrivedMs: 0 }, hourMs + 11 * minuteMs, true],
    ['on the way, and expected in time', { etaMs: 0 }, -hourMs, false],
    ['on the way, and expected late', { etaMs: 11 * minuteMs }, 0, true],
  ])('%s', (_, given, nowMs, is) => {
    expect(isOverrun(visit(given), nowMs, greatCircleTravel)).toBe(is);
  });
});
