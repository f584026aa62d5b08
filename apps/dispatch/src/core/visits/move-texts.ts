import type { MoveRule } from './move-rules.js';

export type Numbers = Record<string, string | number>;
interface Texts {
  en: (numbers: Numbers) => string;
  zh: (numbers: Numbers) => string;
}

/** What a broken rule of a move says, with its numbers; those that matching has too are told in its words. */
const texts: Partial<Record<MoveRule, Texts>> = {
  'in-the-past': { en: ({ start }) => `${start} is over`, zh: ({ start }) => `${start} 已过` },
  'other-site': {
    en: ({ site }) => `the order is with ${site}, and the technician is not of it`,
    zh: ({ site }) => `订单属于 ${site}，该技术员不在此站点`,
  },
  'booked-twice': {
    en: ({ start, finish }) => `booked from ${start} to ${finish}`,
    zh: ({ start, finish }) => `${start} 至 ${finish} 已有安排`,
  },
  promised: {
    en: ({ start, finish }) =>
      `${start} to ${finish} is promised: a site thinks about it, or it is kept for a customer`,
    zh: ({ start, finish }) => `${start} 至 ${finish} 已预留：站点正在考虑或为客户保留`,
  },
  'technician-absent': {
    en: ({ from, to }) => `absent from ${from} to ${to}`,
    zh: ({ from, to }) => `${from} 至 ${to} 请假`,
  },
  technician: { en: () => 'did not fix it last time', zh: () => '上次未能修复' },
  overtime: { en: () => 'outside the working hours, the way there included', zh: () => '不在工作时间内（含路程）' },
  window: { en: () => 'outside the times that suit the customer', zh: () => '不在客户方便的时间内' },
  'earliest-start': {
    en: ({ at }) => `the parts are there at ${at}`,
    zh: ({ at }) => `配件 ${at} 才到`,
  },
  'maximum-jobs': {
    en: ({ visits, dailyCapacity }) => `the site has ${visits} of its ${dailyCapacity} visits on that day`,
    zh: ({ visits, dailyCapacity }) => `站点当日已有 ${visits} 单，上限 ${dailyCapacity} 单`,
  },
  'too-close': {
    en: ({ needed, left }) => `${needed} min on the road between two visits, ${left} min left for it`,
    zh: ({ needed, left }) => `两次上门之间路程 ${needed} 分钟，只有 ${left} 分钟`,
  },
  'due-by': {
    en: ({ late, dueBy }) => `ends ${late} min after ${dueBy}, when the order is due`,
    zh: ({ late, dueBy }) => `比订单期限 ${dueBy} 晚 ${late} 分钟结束`,
  },
};

export function moveText(rule: MoveRule, numbers: Numbers): { en: string; zh: string } {
  const found = texts[rule];
  return found ? { en: found.en(numbers), zh: found.zh(numbers) } : { en: rule, zh: rule };
}
