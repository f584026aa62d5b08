import type { Problem } from './model/problem.js';
import { HeldDay } from './search/chains/held-day.js';
import { compile } from './search/compile.js';

/** Published jobs that cannot stay where they are, whatever else is planned: those that are free to go are none of them. */
export function outOfPlace(problem: Problem): string[] {
  const instance = compile(problem);
  const { routes } = new HeldDay(instance);
  return instance.published.flatMap(({ visit }) => {
    const job = problem.jobs[instance.jobOf[visit] as number];
    const stands = routes.routeOf[visit] !== -1 || instance.changeLimit?.isFree[visit] === 1;
    return stands || !job ? [] : [job.id];
  });
}
