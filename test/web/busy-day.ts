import { faultsOfCategory } from '../../apps/standalone/src/demo/world/catalogue/catalogue.js';
import { categories } from '../../apps/standalone/src/demo/world/catalogue/categories.js';
import { placeIn, townsOf } from '../../apps/standalone/src/demo/world/gazetteer.js';
import { randomFor } from '../../apps/standalone/src/demo/world/random.js';
import { reportText } from '../../apps/standalone/src/demo/world/truth.js';

interface Network {
  country: string;
  subdivisions?: readonly string[];
  language: 'en' | 'zh';
}

const customers = {
  en: (number: number) => ({ name: `Customer ${number}`, language: 'en' }),
  zh: (number: number) => ({ name: `客户 ${number}`, language: 'zh-CN' }),
};
const streets = { en: '1 High Street', zh: '人民路 1 号' };

/** Bodies of reports as they come in on a day in the larger towns of a demo: the same ones for the same number. */
export function reportsOf({ country, subdivisions, language }: Network, count: number) {
  const random = randomFor(1, 'busy day');
  const towns = townsOf(country, subdivisions).slice(0, 40);
  const priorities = ['normal', 'normal', 'normal', 'high', 'urgent'] as const;
  return Array.from({ length: count }, (_, number) => {
    const category = random.weighted(categories, ({ share }) => share);
    const fault = random.weighted(faultsOfCategory(category.code), ({ share }) => share);
    const town = random.weighted(towns, ({ population }) => population);
    const place = placeIn(town, random.normal() * 900, random.normal() * 900);
    return {
      channel: 'web',
      customer: { ...customers[language](number), address: { street: streets[language], place } },
      asset: { category: category.code },
      problem: reportText(random, fault, language),
      priority: priorities[number % priorities.length],
      visit: true,
    };
  });
}

/** Those rows that have the same key as most others; none of none. */
export function largestGroup<Row>(rows: readonly Row[], keyOf: (row: Row) => string): readonly Row[] {
  const groups = new Map<string, Row[]>();
  for (const row of rows) groups.set(keyOf(row), [...(groups.get(keyOf(row)) ?? []), row]);
  return [...groups.values()].reduce((most, group) => (group.length > most.length ? group : most), []);
}
