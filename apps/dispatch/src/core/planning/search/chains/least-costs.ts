import { fits, type Instance } from '../instance.js';

/**
 * What putting a visit into any route costs at the least: what depends on who comes, less the idle time that it may fill. Nothing is known of it
 * (-Infinity) where an hour or a kilometre costs less than nothing or driving less than waiting.
 */
export function leastCosts(instance: Instance): Float64Array {
  const { visits, routes, technicianOf, technicians, fit, assign, service, durationFactor, finer } = instance;
  const { perTravelSecond, perMetre, perWorkSecond } = instance;
  const isSure = (rates: Float64Array, least: number) => rates.every((rate) => rate >= least);
  const knows = isSure(perTravelSecond, finer.waitingPerSecond) && isSure(perMetre, 0) && isSure(perWorkSecond, 0);
  return Float64Array.from({ length: visits }, (_, visit) => {
    let least = Infinity;
    for (let route = 0; route < routes; route += 1) {
      const pair = visit * technicians + (technicianOf[route] as number);
      if (fit[pair] === fits.never) continue;
      const filled = (service[visit] as number) * (durationFactor[route] as number) * finer.waitingPerSecond;
      least = Math.min(least, (assign?.[pair] ?? 0) - filled);
    }
    return knows ? least : -Infinity;
  });
}
