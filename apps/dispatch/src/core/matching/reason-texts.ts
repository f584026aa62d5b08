import type { Rejection, RuleName } from './rules.js';

type Numbers = Rejection['numbers'];
interface Texts {
  en: (numbers: Numbers) => string;
  zh: (numbers: Numbers) => string;
}

/** What a broken rule says in words, with its numbers: the one table for the API, the problems and the UI. */
export const reasonTexts = {
  'site-not-active': {
    en: ({ status }) => `the site is ${status} and takes no orders`,
    zh: ({ status }) => `站点状态为 ${status}，不接单`,
  },
  category: {
    en: ({ category }) => `the site does not serve ${category}`,
    zh: ({ category }) => `站点不服务 ${category} 品类`,
  },
  territory: {
    en: ({ kilometres, radiusKilometres }) =>
      radiusKilometres
        ? `${kilometres} km from the site, which covers ${radiusKilometres} km`
        : `outside the site's territory, ${kilometres} km from it`,
    zh: ({ kilometres, radiusKilometres }) =>
      radiusKilometres
        ? `距站点 ${kilometres} 公里，超出 ${radiusKilometres} 公里服务半径`
        : `在站点服务区域之外，距站点 ${kilometres} 公里`,
  },
  'already-asked': {
    en: () => 'the order is on offer to the site',
    zh: () => '该订单正在向此站点派单',
  },
  'refused-recently': {
    en: ({ status, hours, until }) => `${status} within the last ${hours} h: not asked again before ${until}`,
    zh: ({ status, hours, until }) => `${hours} 小时内已 ${status}，${until} 之前不再派单`,
  },
  'technician-inactive': { en: () => 'no longer active', zh: () => '已停用' },
  skill: {
    en: ({ skill, needed }) => `lacks the skill ${skill} (level ${needed} needed)`,
    zh: ({ skill, needed }) => `不具备 ${skill} 技能（需要 ${needed} 级）`,
  },
  level: {
    en: ({ skill, level, needed }) => `${skill} level ${level}, level ${needed} needed`,
    zh: ({ skill, level, needed }) => `${skill} 技能 ${level} 级，需要 ${needed} 级`,
  },
  'certificate-missing': {
    en: ({ certificate }) => `lacks the certificate ${certificate}`,
    zh: ({ certificate }) => `没有 ${certificate} 证书`,
  },
  'certificate-expired': {
    en: ({ certificate, lastDay }) => `the certificate ${certificate} ended on ${lastDay}`,
    zh: ({ certificate, lastDay }) => `${certificate} 证书已于 ${lastDay} 到期`,
  },
  'no-working-time': {
    en: ({ days }) => `no working time within ${days} days`,
    zh: ({ days }) => `${days} 天内没有工作时间`,
  },
  capacity: {
    en: ({ days, dailyCapacity }) => `the site has its ${dailyCapacity} visits on each working day within ${days} days`,
    zh: ({ days, dailyCapacity }) => `${days} 天内站点每个工作日都已满 ${dailyCapacity} 单`,
  },
  'no-gap': {
    en: ({ days }) => `no free gap that is long enough within ${days} days`,
    zh: ({ days }) => `${days} 天内没有足够长的空档`,
  },
} as const satisfies Record<RuleName, Texts>;

/** The sentence of a rejection in both languages. */
export function reasonText({ rule, numbers }: Pick<Rejection, 'rule' | 'numbers'>): { en: string; zh: string } {
  const texts: Texts = reasonTexts[rule];
  return { en: texts.en(numbers), zh: texts.zh(numbers) };
}
