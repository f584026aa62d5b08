import fc from 'fast-check';
import { check } from '../../checker/checker.js';
import type { Problem } from '../../model/problem.js';
import { finerProblem, randomProblem } from '../../testing/random-problem.js';
import { problem, visit, worker } from '../../testing/small-problems.js';
import { compile } from '../compile.js';
import { decode } from '../decode.js';
import { Random } from '../random.js';
import { Routes } from '../routes.js';
import { Search } from '../search.js';
import { sequenceLength, writeSequence } from '../sequence.js';
import { Reassign } from './reassign.js';

const at = (place: number) => ({
  shifts: [{ startSeconds: 0, endSeconds: 30_000, startPlace: place, endPlace: place }],
});
const skilled = { skills: [{ skill: 'gas', level: 3 }] };
const gas = { skills: new Map([['gas', { level: 3 }]]) };

/** The visits that each of the routes has once they have changed hands. */
function reassigned(one: Problem, visits: readonly (readonly number[])[]): number[][] {
  const routes = new Routes(compile(one));
  visits.forEach((list, route) => {
    list.forEach((number, index) => routes.insert(number, route, index + 1));
    routes.refresh(route);
  });
  Reassign.of(routes, new Random(1))?.run();
  return visits.map((_, route) => {
    const from = route * routes.stride;
    return Array.from(routes.stops.subarray(from + 1, from + (routes.length[route] as number) - 1));
  });
}

describe('Reassign', () => {
  const crew = [worker('left', at(0)), worker('middle', at(2)), worker('right', { ...at(5), ...gas })];

  it('gives every route to whom it costs least, all at once and in its order', () => {
    const jobs = [visit('a', 5), visit('b', 4), visit('c', 0), visit('d', 2)];
    expect(reassigned(problem(jobs, crew), [[0, 1], [2], [3]])).toEqual([[2], [3], [0, 1]]);
  });

  it('leaves a route with who alone may drive it, and gives others to who had none', () => {
    const jobs = [visit('a', 0, skilled), visit('b', 2)];
    expect(reassigned(problem(jobs, crew), [[1], [], [0]])).toEqual([[], [1], [0]]);
  });

  it('leaves a route that takes parts from its van', () => {
    const van = { parts: new Map([['pump', 1]]), tools: new Set<string>() };
    const jobs = [visit('a', 5, { parts: [{ partId: 'pump', quantity: 1 }] }), visit('b', 0)];
    const vans = crew.map((one) => ({ ...one, van }));
    expect(reassigned(problem(jobs, vans), [[0], [], [1]])).toEqual([[0], [1], []]);
  });

  it.each([
    ['', randomProblem],
    [' where only a timetable sees everything', finerProblem],
  ])('never makes a plan dearer, nor one that the checker refuses%s', (_, random) => {
    fc.assert(
      fc.property(random, fc.nat(), (drawn, seed) => {
        const instance = compile(drawn);
        const search = new Search(instance, seed);
        search.run(10, 0.5);
        const { routes } = search;
        Reassign.of(routes, new Random(seed))?.run();
        const change = routes.changeOfCost();
        expect(change).toBeLessThanOrEqual(0);
        routes.commit();
        const sequence = new Int32Array(sequenceLength(instance));
        writeSequence(routes, sequence);
        const plan = decode(drawn, instance, sequence);
        const verdict = check(drawn, plan);
        expect([verdict.violations, verdict.wrongTerms]).toEqual([[], []]);
        expect(plan.cost).toBeCloseTo(search.cost + change, 4);
      }),
      { numRuns: 200 },
    );
  });
});
