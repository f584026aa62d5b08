import type { Rejection, RuleName } from './rules.js';

type Numbers = Rejection['numbers'];
interface Texts {
  en: (numbers: Numbers) => string;
  zh: (numbers: Numbers) => string;
}

/** What would make a broken rule hold, in words: beside `reasonTexts`, for whoever can do something about it. */
export const remedyTexts = {
  'site-not-active': { en: () => 'once the site is active', zh: () => '站点启用后即可' },
  category: {
    en: ({ category }) => `if the site served ${category}`,
    zh: ({ category }) => `站点开通 ${category} 品类后即可`,
  },
  territory: {
    en: ({ kilometres, radiusKilometres }) =>
      radiusKilometres
        ? `if the site covered ${Math.ceil(Number(kilometres))} km`
        : 'if the territory of the site reached there',
    zh: ({ kilometres, radiusKilometres }) =>
      radiusKilometres ? `服务半径扩大到 ${Math.ceil(Number(kilometres))} 公里后即可` : '服务区域扩大到该处后即可',
  },
  'already-asked': { en: () => 'when the site accepts the offer', zh: () => '待站点接受派单' },
  'refused-recently': { en: ({ until }) => `after ${until}`, zh: ({ until }) => `${until} 之后即可` },
  'technician-inactive': { en: () => 'once active again', zh: () => '重新启用后即可' },
  skill: {
    en: ({ skill, needed }) => `with ${skill} at level ${needed}`,
    zh: ({ skill, needed }) => `具备 ${skill} 技能 ${needed} 级后即可`,
  },
  level: {
    en: ({ skill, needed }) => `with ${skill} at level ${needed}`,
    zh: ({ skill, needed }) => `${skill} 技能达到 ${needed} 级后即可`,
  },
  'certificate-missing': {
    en: ({ certificate }) => `with a valid certificate ${certificate}`,
    zh: ({ certificate }) => `取得有效的 ${certificate} 证书后即可`,
  },
  'certificate-expired': {
    en: ({ certificate }) => `when the certificate ${certificate} is renewed`,
    zh: ({ certificate }) => `${certificate} 证书续期后即可`,
  },
  'no-working-time': {
    en: ({ days }) => `with a shift within the next ${days} days`,
    zh: ({ days }) => `未来 ${days} 天内排班后即可`,
  },
  capacity: {
    en: ({ days, dailyCapacity }) =>
      `if the site took more than ${dailyCapacity} visits on a working day within ${days} days`,
    zh: ({ days, dailyCapacity }) => `${days} 天内站点某个工作日接单超过 ${dailyCapacity} 单即可`,
  },
  'no-gap': {
    en: ({ days, durationMinutes }) =>
      `with ${durationMinutes} min and the way there free in one piece on a day within the next ${days} days`,
    zh: ({ days, durationMinutes }) => `未来 ${days} 天内某天有连续 ${durationMinutes} 分钟（另加路程）空闲即可`,
  },
} as const satisfies Record<RuleName, Texts>;

/** What would make it possible, in both languages: completes "possible …". */
export function remedyText({ rule, numbers }: Pick<Rejection, 'rule' | 'numbers'>): { en: string; zh: string } {
  const texts: Texts = remedyTexts[rule];
  return { en: texts.en(numbers), zh: texts.zh(numbers) };
}
