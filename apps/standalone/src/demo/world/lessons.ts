import { type CategoryFault, faultsOfCategory } from './catalogue/catalogue.js';
import { categories } from './catalogue/categories.js';
import { drawParts, partsByFault } from './history.js';
import { demoId } from './ids.js';
import { type Random, randomFor } from './random.js';
import { reportText } from './truth.js';
import type { World } from './world.js';

/** A finished order as triage remembers it: the words that came in, what it really was and what it took. */
export interface Lesson {
  orderId: string;
  category: string;
  problem: string;
  symptom: string;
  faultCode: string;
  partIds: string[];
  level: number;
  minutes: number;
}

/** Of repairs before the registered assets' own history: so that even a rare category has something to go by. */
const olderLessons = 8_000;
const leastPerCategory = 60;

/** What two years of repairs taught: the history of the registered assets, and as much again of units that nobody registered. */
export function createLessons({ seed, country, parts, history }: World): Lesson[] {
  const random = randomFor(seed, 'lessons');
  const partOf = partsByFault(parts);
  const total = categories.reduce((sum, { share }) => sum + share, 0);
  const older = categories.flatMap((category) =>
    Array.from({ length: Math.max(leastPerCategory, Math.round((olderLessons * category.share) / total)) }, () =>
      lesson(
        random,
        random.weighted(faultsOfCategory(category.code), ({ share }) => share),
        country,
        partOf,
      ),
    ),
  );
  const own = history.map(({ orderId, fault, problem, partIds }) => ({
    ...needsOf(random, fault),
    orderId,
    problem,
    partIds,
  }));
  return [...older.map((one, index) => ({ ...one, orderId: demoId(seed, 'older-order', index) })), ...own];
}

function lesson(random: Random, fault: CategoryFault, country: string, partOf: ReadonlyMap<string, string>): Lesson {
  const language = country === 'CN' && !random.chance(0.25) ? 'zh' : 'en';
  return {
    ...needsOf(random, fault),
    orderId: '',
    problem: reportText(random, fault, language),
    partIds: drawParts(random, fault, partOf),
  };
}

const needsOf = (random: Random, fault: CategoryFault) => ({
  category: fault.category.code,
  symptom: fault.symptom,
  faultCode: fault.code,
  level: fault.level,
  minutes: Math.round(fault.minutes * (0.7 + 0.6 * random.real())),
});
