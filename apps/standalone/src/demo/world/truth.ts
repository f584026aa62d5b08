import { type CategoryFault, faultsOfCategory } from './catalogue/catalogue.js';
import type { Random } from './random.js';

/**
 * How likely each fault of a category is for the words of a report: the fault's share in the category times a factor for every one of its
 * words in the text. It is what the demo's history is made of and what the replay's hidden truth is drawn from, so that what Callout learns from
 * the one is worth something for the other. Probabilities add up to 1.
 */
export function faultsGiven(categoryCode: string, text: string): { fault: CategoryFault; probability: number }[] {
  const lower = ` ${text.toLowerCase().replaceAll(/[^\p{L}\p{N}/]+/gu, ' ')} `;
  const weighed = faultsOfCategory(categoryCode).map((fault) => ({
    fault,
    weight: fault.share * evidence(fault, lower),
  }));
  const total = weighed.reduce((sum, { weight }) => sum + weight, 0);
  return weighed.map(({ fault, weight }) => ({ fault, probability: weight / total }));
}

/** A first word multiplies the odds by 15, each further one by 2: words of one report repeat each other. */
function evidence(fault: CategoryFault, text: string): number {
  const hits =
    fault.wordsEn.filter((word) => text.includes(` ${word} `)).length +
    fault.wordsZh.filter((word) => text.includes(word)).length;
  return hits === 0 ? 1 : 15 * 2 ** Math.min(hits - 1, 3);
}

/** Draws the fault that a report of these words really has. */
export function drawFault(random: Random, categoryCode: string, text: string): CategoryFault {
  return random.weighted(faultsGiven(categoryCode, text), ({ probability }) => probability).fault;
}

const openings = {
  en: ['It ', 'The thing ', 'Since yesterday it ', 'My mother says it ', 'Suddenly ', 'After two years ', ''],
  zh: ['', '昨天开始', '用了两年', '突然', '家里的', '请尽快来看,'],
} as const;

const everyday = {
  en: ['stopped working', 'does not work', 'needs a look', 'has a problem', 'is faulty', 'will not turn on'],
  zh: ['不能用了', '坏了', '有问题', '需要看看', '打不开', '不工作'],
} as const;

/** A report in the customer's words: one or two words of the fault among everyday ones; a sixth name none or the wrong one. */
export function reportText(random: Random, fault: CategoryFault, language: 'zh' | 'en'): string {
  const told = random.chance(1 / 6) ? random.pick(faultsOfCategory(fault.category.code)) : fault;
  const words = language === 'zh' ? told.wordsZh : told.wordsEn;
  const named = random.shuffled(words).slice(0, random.whole(1, 2));
  const parts = [random.pick(everyday[language]), ...(random.chance(0.1) ? [] : named)];
  const name = language === 'zh' ? fault.category.nameZh : fault.category.nameEn.toLowerCase();
  const separator = language === 'zh' ? ',' : ', ';
  return `${random.pick(openings[language])}${random.chance(0.5) ? `${name}${language === 'en' ? ' ' : ''}` : ''}${parts.join(separator)}`;
}
