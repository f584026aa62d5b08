import { DateTime } from 'luxon';
import type { CannotCompleteReason } from '#common/events/lists.js';

export const noticeKinds = ['accepted', 'window', 'on_the_way', 'finished', 'part_late', 'not_repaired'] as const;
export type NoticeKind = (typeof noticeKinds)[number];

/** `logged`: no mail is configured, so the log is all. `overtaken`: a newer time was promised before this one was sent. */
export const noticeStates = ['logged', 'waiting', 'sent', 'overtaken', 'no_address', 'failed'] as const;
export type NoticeState = (typeof noticeStates)[number];

/** What an event tells about; instants are RFC 3339. */
export interface NoticeData {
  from?: string;
  to?: string;
  /** The time was another one before. */
  changed?: boolean;
  eta?: string;
  availableAt?: string;
  /** What the technician asks for at the door. */
  code?: string;
  /** Why the repair was not done. */
  reason?: CannotCompleteReason;
}

export interface NoticeFacts extends NoticeData {
  kind: NoticeKind;
  language: 'zh-CN' | 'en';
  number: string;
  product: string;
  timeZone: string;
  /** Where the customer sees more; left out where there is none. */
  link?: string;
}

export interface NoticeText {
  subject: string;
  body: string;
}

type Template = (facts: NoticeFacts) => { title: string; text: string };

const english: Record<NoticeKind, Template> = {
  accepted: () => ({
    title: 'A service centre has taken your report',
    text: 'A service centre has taken your report and will agree on a time with you.',
  }),
  window: (facts) => ({
    title: facts.changed ? 'New time for the technician' : 'A technician will come',
    text: `${facts.changed ? 'The time has changed: a' : 'A'} technician will be there ${spanOf(facts)}.`,
  }),
  on_the_way: (facts) => ({
    title: 'The technician is on the way',
    text: `The technician is on the way${facts.eta ? ` and expects to be there at ${timeOf(facts.eta, facts)}` : ''}.${facts.code ? ` Tell the technician this code at the door: ${facts.code}.` : ''}`,
  }),
  finished: () => ({
    title: 'The repair is finished',
    text: 'The repair is finished. Please tell us whether you are satisfied.',
  }),
  part_late: (facts) => ({
    title: 'A part comes later',
    text: `A part for the repair comes later than expected${facts.availableAt ? `, probably on ${dayOf(facts.availableAt, facts)}` : ''}. We tell you when the time changes.`,
  }),
  not_repaired: ({ reason = 'other' }) => ({
    title: reason === 'no_fault_found' ? 'No fault was found' : 'The repair could not be done',
    text: `${englishReasons[reason]} We will contact you about what happens next.`,
  }),
};

const englishReasons: Record<CannotCompleteReason, string> = {
  beyond_repair: 'The product cannot be repaired.',
  customer_refused: 'The repair was not done because it was declined on site.',
  no_access: 'The technician could not get to the product.',
  unsafe: 'It was not safe to work on the product.',
  no_fault_found: 'The technician has checked the product and found no fault.',
  other: 'The repair could not be done.',
};

const chinese: Record<NoticeKind, Template> = {
  accepted: () => ({ title: '服务站已接单', text: '服务站已接受您的报修，将与您约定上门时间。' }),
  window: (facts) => ({
    title: facts.changed ? '上门时间已更改' : '技术员将上门',
    text: `${facts.changed ? '上门时间已更改：' : ''}技术员将于 ${spanOf(facts)} 上门。`,
  }),
  on_the_way: (facts) => ({
    title: '技术员正在路上',
    text: `技术员已出发${facts.eta ? `，预计 ${timeOf(facts.eta, facts)} 到达` : ''}。${facts.code ? `技术员上门时，请告知此验证码：${facts.code}。` : ''}`,
  }),
  finished: () => ({ title: '维修已完成', text: '维修已完成。请告诉我们您是否满意。' }),
  part_late: (facts) => ({
    title: '配件延迟到货',
    text: `维修所需的一个配件将晚于预期到货${facts.availableAt ? `，预计 ${dayOf(facts.availableAt, facts)} 到达` : ''}。如上门时间有变，我们会通知您。`,
  }),
  not_repaired: ({ reason = 'other' }) => ({
    title: reason === 'no_fault_found' ? '未发现故障' : '维修未能完成',
    text: `${chineseReasons[reason]}我们将与您联系，说明后续安排。`,
  }),
};

const chineseReasons: Record<CannotCompleteReason, string> = {
  beyond_repair: '该产品无法修复。',
  customer_refused: '因现场未同意维修，维修未进行。',
  no_access: '技术员无法接触到该产品。',
  unsafe: '现场不具备安全作业条件。',
  no_fault_found: '技术员检查后未发现故障。',
  other: '维修未能完成。',
};

const templates = { en: english, 'zh-CN': chinese };
const frames = {
  en: {
    about: ({ number, product }: NoticeFacts) => `Your report ${number}, ${product}:`,
    more: (link: string) => `See more, change the time or answer here:\n${link}`,
    zone: 'Times are those of the place.',
  },
  'zh-CN': {
    about: ({ number, product }: NoticeFacts) => `您的报修 ${number}（${product}）：`,
    more: (link: string) => `查看详情、更改时间或答复：\n${link}`,
    zone: '时间均为设备所在地时间。',
  },
};

/** A notice as plain text in the customer's language; times are those of the place. */
export function noticeText(facts: NoticeFacts): NoticeText {
  const { title, text } = templates[facts.language][facts.kind](facts);
  const frame = frames[facts.language];
  const hasTime = facts.from ?? facts.eta ?? facts.availableAt;
  const parts = [
    `${frame.about(facts)} ${text}`,
    ...(hasTime ? [frame.zone] : []),
    ...(facts.link ? [frame.more(facts.link)] : []),
  ];
  return { subject: `${title} (${facts.number})`, body: `${parts.join('\n\n')}\n` };
}

type Place = Pick<NoticeFacts, 'language' | 'timeZone'>;

const at = (instant: string, { language, timeZone }: Place) =>
  DateTime.fromISO(instant, { zone: timeZone }).setLocale(language);
const timeOf = (instant: string, place: Place) => at(instant, place).toFormat('HH:mm');
const dayOf = (instant: string, place: Place) =>
  at(instant, place).toFormat(place.language === 'en' ? 'cccc d LLLL' : 'M月d日（cccc）');

/** `on Monday 2 March between 09:00 and 11:00`; the second day is named where it is another. */
function spanOf(facts: NoticeFacts): string {
  const { from = '', to = '' } = facts;
  const [firstDay, lastDay] = [dayOf(from, facts), dayOf(to, facts)];
  const end = firstDay === lastDay ? timeOf(to, facts) : `${timeOf(to, facts)} (${lastDay})`;
  return facts.language === 'en'
    ? `on ${firstDay} between ${timeOf(from, facts)} and ${end}`
    : `${firstDay} ${timeOf(from, facts)}–${end}`;
}
