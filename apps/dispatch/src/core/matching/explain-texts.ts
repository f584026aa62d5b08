import type { Comparison, Difference } from './explain.js';
import type { Term, TermName } from './terms.js';

interface Sentence {
  en: string;
  zh: string;
}

type Tell = (chosen: string, other: string, values: { chosen: number; other: number }) => Sentence;

/** What a term is about; the values are those of the chosen one and of the other, with their unit. */
const subjects: Record<TermName, Tell> = {
  travel: (chosen, other) => ({
    en: `travels ${other} instead of ${chosen}`,
    zh: `路程 ${other}，被选者 ${chosen}`,
  }),
  wait: (chosen, other) => ({
    en: `is done in ${other} instead of ${chosen}`,
    zh: `${other}后完工，被选者 ${chosen}后`,
  }),
  lateness: (chosen, other) => ({
    en: `finishes ${other} late instead of ${chosen}`,
    zh: `超出时限 ${other}，被选者 ${chosen}`,
  }),
  'outside-window': (_chosen, _other, values) =>
    values.other > values.chosen
      ? { en: "misses the customer's window", zh: '赶不上客户约定的时段' }
      : { en: "keeps the customer's window, which the chosen one misses", zh: '赶得上客户约定的时段，被选者赶不上' },
  'skill-margin': (chosen, other) => ({
    en: `has a level that does not suffice with a chance of ${other} instead of ${chosen}`,
    zh: `技能等级不够的可能性 ${other}，被选者 ${chosen}`,
  }),
  'scarce-skill': (chosen, other) => ({
    en: `has a level for which ${other} wait, the chosen one ${chosen}`,
    zh: `其技能等级有 ${other}在等，被选者 ${chosen}`,
  }),
  'parts-at-hand': (chosen, other) => ({
    en: `lacks a likely part with a chance of ${other} instead of ${chosen}`,
    zh: `缺少可能用到的配件的可能性 ${other}，被选者 ${chosen}`,
  }),
  'site-score': (chosen, other) => ({
    en: `belongs to a site with ${other} instead of ${chosen}`,
    zh: `所属站点得分 ${other}，被选者 ${chosen}`,
  }),
  acceptance: (chosen, other) => ({
    en: `loses ${other} on the average because its site may not accept, instead of ${chosen}`,
    zh: `所属站点可能不接单，平均损失 ${other}，被选者 ${chosen}`,
  }),
  load: (chosen, other) => ({
    en: `is booked for ${other} of the next seven days instead of ${chosen}`,
    zh: `未来七天已排 ${other}，被选者 ${chosen}`,
  }),
  continuity: (_chosen, _other, values) => continuitySentence(values),
  cost: (chosen, other) => ({ en: `drives ${other} instead of ${chosen}`, zh: `行驶 ${other}，被选者 ${chosen}` }),
};

/** -1 the one who came last time, 1 somebody whom the customer does not want again. */
function continuitySentence({ chosen, other }: { chosen: number; other: number }): Sentence {
  if (other > 0) return { en: 'is somebody whom the customer does not want again', zh: '客户不希望此人再来' };
  if (other < 0) return { en: 'knows the customer', zh: '上次服务过该客户' };
  return chosen < 0
    ? { en: 'does not know the customer, the chosen one does', zh: '未服务过该客户，被选者服务过' }
    : { en: 'is not somebody whom the customer refused, the chosen one is', zh: '不是客户拒绝的人，被选者是' };
}

const whole = (value: number) => String(Math.round(value));

const amounts: Record<Term['unit'], (value: number) => Sentence> = {
  minutes: (value) => ({ en: `${whole(value)} min`, zh: `${whole(value)} 分钟` }),
  kilometres: (value) => ({ en: `${value.toFixed(1)} km`, zh: `${value.toFixed(1)} 公里` }),
  chance: (value) => ({ en: `${(value * 100).toFixed(1)} %`, zh: `${(value * 100).toFixed(1)}%` }),
  points: (value) => ({ en: `${value.toFixed(1)} points`, zh: `${value.toFixed(1)} 分` }),
  orders: (value) => ({ en: value === 1 ? '1 order' : `${whole(value)} orders`, zh: `${whole(value)} 单` }),
  visits: (value) => ({ en: whole(value), zh: whole(value) }),
};

const signed = (minutes: number) => `${minutes > 0 ? '+' : '−'}${Math.abs(minutes).toFixed(1)}`;

/** One difference as a sentence about the other: "travels 38 min instead of 18 min (+20.0 min)". */
export function differenceText({ chosen, other, minutes }: Difference): Sentence {
  const [own, theirs] = [amounts[chosen.unit](chosen.value), amounts[other.unit](other.value)];
  const values = { chosen: chosen.value, other: other.value };
  return {
    en: `${subjects[chosen.term](own.en, theirs.en, values).en} (${signed(minutes)} min)`,
    zh: `${subjects[chosen.term](own.zh, theirs.zh, values).zh}（${signed(minutes)} 分钟）`,
  };
}

/** The sum in words. */
export function comparisonText({ minutes }: Comparison): Sentence {
  const amount = Math.abs(minutes).toFixed(1);
  if (minutes === 0)
    return { en: 'costs as much; the one who lives nearer was taken', zh: '成本相同，选择了住得更近的人' };
  return minutes > 0
    ? { en: `would cost ${amount} min more`, zh: `成本多 ${amount} 分钟` }
    : { en: `would cost ${amount} min less`, zh: `成本少 ${amount} 分钟` };
}
