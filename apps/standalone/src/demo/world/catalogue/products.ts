import { demoId } from '../ids.js';
import { randomFor } from '../random.js';
import { categories } from './categories.js';

export interface DemoProduct {
  id: string;
  code: string;
  nameEn: string;
  nameZh: string;
  category: string;
  warrantyMonths: number;
  /** Share of the category's units. */
  share: number;
}

const models = [
  { series: '100', share: 0.5, word: 'Basic', wordZh: '基础款' },
  { series: '300', share: 0.35, word: 'Plus', wordZh: '进阶款' },
  { series: '700', share: 0.15, word: 'Pro', wordZh: '专业款' },
] as const;

/** Three models in each category. */
export function createProducts(seed: number): DemoProduct[] {
  const random = randomFor(seed, 'products');
  return categories.flatMap((category, row) =>
    models.map(({ series, share, word, wordZh }, column) => ({
      id: demoId(seed, 'product', row * models.length + column),
      code: `${category.code}-${series}`,
      nameEn: `${category.nameEn} ${series} ${word}`,
      nameZh: `${category.nameZh} ${series} ${wordZh}`,
      category: category.code,
      warrantyMonths: random.pick([12, 24, 24, 36]),
      share,
    })),
  );
}
