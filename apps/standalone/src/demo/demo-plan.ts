import { readFileSync } from 'node:fs';
import { plainToInstance } from 'class-transformer';
import { validateSync } from 'class-validator';
import { CodeList, Flag, Instant, ListOf, Optional, Text, Whole } from '#common/validation/fields.js';
import { hasTowns } from './world/gazetteer.js';
import type { WorldOptions } from './world/world.js';

class TownWeight {
  @Whole(1, 2_147_483_647) townId: number;
  @Whole(0, 1_000_000_000) weight: number;
}

/** A demo made to measure, as the replay writes it to a file: `CALLOUT_DEMO=/path/plan.json`. */
export class DemoPlan {
  /** ISO 3166-1 alpha-2. */
  @Text(2, 2) country: string;
  @Optional() @CodeList() subdivisions?: string[];
  @Optional() @ListOf(() => TownWeight, 20_000) townWeights?: TownWeight[];
  @Optional() @Whole(1, 100_000) dailyOrders?: number;
  @Optional() @Whole(0, 2_147_483_647) seed?: number;
  /** Business time stands still here until it is moved; it runs with the system's clock if this is left out. */
  @Optional() @Instant() clockStandsAt?: string;
  /** Some faults have just been reported when it begins: there is work at the first sign-in. */
  @Optional() @Flag() opening?: boolean;
}

/** What `CALLOUT_DEMO` asks for: nothing for `off`, a country's demo for its code, or the plan in a JSON file. Throws a sentence if it is none of them. */
export function readDemoPlan(setting: string): DemoPlan | undefined {
  if (setting === 'off') return undefined;
  if (/^[A-Za-z]{2}$/.test(setting)) {
    const country = setting.toUpperCase();
    if (!hasTowns(country))
      throw new Error(`CALLOUT_DEMO is '${setting}': ${unknownCountry(country)}, or off for no demo`);
    return Object.assign(new DemoPlan(), { country, opening: true });
  }
  if (setting.endsWith('.json')) return planFrom(setting);
  throw new Error(
    `CALLOUT_DEMO is '${setting}': it must be off, an ISO 3166 country code such as CN or GB, or the path of a .json file`,
  );
}

const unknownCountry = (country: string) =>
  `the gazetteer knows no town of ${country}: give an ISO 3166 country code such as CN, GB or BE`;

function planFrom(path: string): DemoPlan {
  const plan = plainToInstance(DemoPlan, readJson(path));
  const [fault] = validateSync(plan, { whitelist: true, forbidNonWhitelisted: true });
  if (!fault && !hasTowns(plan.country)) {
    throw new Error(`CALLOUT_DEMO names ${path}, whose country cannot be used: ${unknownCountry(plan.country)}`);
  }
  if (!fault) return plan;
  const reason = Object.values(fault.constraints ?? {})[0] ?? 'has a wrong entry';
  throw new Error(`the demo plan ${path} cannot be read: ${fault.property}: ${reason}`);
}

function readJson(path: string): object {
  let found: unknown;
  try {
    found = JSON.parse(readFileSync(path, 'utf8'));
  } catch (error) {
    throw new Error(`CALLOUT_DEMO names ${path}, which cannot be read: ${(error as Error).message}`);
  }
  if (typeof found !== 'object' || found === null)
    throw new Error(`CALLOUT_DEMO names ${path}, which is no JSON object`);
  return found;
}

/** The world of a plan whose history ends at `endsAt`. */
export const worldOptionsOf = (plan: DemoPlan, endsAt: Date): WorldOptions => ({
  country: plan.country,
  endsAt,
  ...(plan.subdivisions && { subdivisions: plan.subdivisions }),
  ...(plan.townWeights && { townWeights: new Map(plan.townWeights.map(({ townId, weight }) => [townId, weight])) }),
  ...(plan.dailyOrders !== undefined && { dailyOrders: plan.dailyOrders }),
  ...(plan.seed !== undefined && { seed: plan.seed }),
});
