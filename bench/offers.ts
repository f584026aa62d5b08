// npm run bench -- offers [--seed K] [--events N]
// Random orders and offers, decided by the very functions with which dispatch decides (core/offers), with declines of up to one in two, silence, repeated and
// contradicting answers, withdrawals, cancellations and transactions that are lost before their COMMIT. Counts what must not be, and compares how long an
// order waits for a site when one is asked after the other and when three are asked at once.
import { usualRules } from '../apps/dispatch/src/core/offers/offer-rules.js';
import { OfferSimulation, type SimulatedOffers } from '../apps/dispatch/src/core/testing/offer-simulation.js';
import { printFigures } from './shared/figures.js';

const runs = 3;
const sites = 20;
const atOnce = 3;

function simulate(asked: number, seed: number, events: number): SimulatedOffers {
  const askedAtOnce = { low: asked, normal: asked, high: asked, urgent: asked, emergency: asked };
  const rules = { ...usualRules, askedAtOnce };
  return new OfferSimulation({ seed, events, sites, declines: 0.5, silence: 0.15, crashes: 0.05, rules }).run();
}

const mean = (values: readonly number[]) => values.reduce((sum, value) => sum + value, 0) / values.length;

function tell(name: string, all: readonly SimulatedOffers[]): void {
  const sum = (of: (one: SimulatedOffers) => number) => all.reduce((total, one) => total + of(one), 0);
  const minutes = all.flatMap(({ minutesToAccepted }) => minutesToAccepted).sort((one, other) => one - other);
  const [p50, p95] = [0.5, 0.95].map((share) => minutes[Math.floor(share * minutes.length)]);
  console.log(
    `${name}: ${sum(({ events }) => events)} events, ${sum(({ orders }) => orders)} orders, ` +
      `${(sum(({ offers }) => offers) / sum(({ orders }) => orders)).toFixed(2)} offers an order, ` +
      `${((100 * sum(({ accepted }) => accepted)) / sum(({ orders }) => orders)).toFixed(1)} % accepted after ${mean(minutes).toFixed(1)} min ` +
      `(p50 ${p50}, p95 ${p95}); ${sum(({ refused }) => refused)} steps refused, ${sum(({ lost }) => lost)} transactions lost`,
  );
}

export async function main(args: readonly string[]): Promise<number> {
  const numberOf = (name: string, standard: number) =>
    Number(args.includes(name) ? args[args.indexOf(name) + 1] : standard);
  const [seed, events] = [numberOf('--seed', 1), numberOf('--events', 1_000_000)];
  const seeds = Array.from({ length: runs }, (_, run) => seed + run);
  const single = seeds.map((one) => simulate(1, one, events));
  const several = seeds.map((one) => simulate(atOnce, one, events));
  tell('one by one', single);
  tell(`${atOnce} at once`, several);
  const both = seeds.map((_, run) => [single[run], several[run]] as [SimulatedOffers, SimulatedOffers]);
  const holds = printFigures([
    {
      name: `double bookings in ${events} random events, one by one and ${atOnce} at once`,
      unit: '',
      values: both.map(([one, other]) => one.doubleBookings + other.doubleBookings),
      must: 0,
      aim: 0,
    },
    {
      name: 'orders and offers that never end, offers beyond those at once',
      unit: '',
      values: both.map(([one, other]) => one.stuck + other.stuck + one.tooMany + other.tooMany),
      must: 0,
      aim: 0,
    },
    {
      name: `time to accepted, ${atOnce} at once against one by one`,
      unit: '%',
      values: both.map(([one, other]) => 100 * (mean(other.minutesToAccepted) / mean(one.minutesToAccepted) - 1)),
      must: 0,
      aim: -50,
    },
  ]);
  return holds ? 0 : 1;
}
