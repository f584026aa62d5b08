/** What is asked in the satisfaction call, and which of a site's six indicators the answer counts for. */
export const callBackQuestions = [
  {
    field: 'satisfied',
    indicator: 'satisfaction',
    en: 'Are you satisfied: is the fault solved?',
    zh: '您满意吗？故障解决了吗？',
  },
  { field: 'quality', indicator: 'satisfaction', en: 'How good was the work, 1 to 5?', zh: '维修质量如何（1–5 分）？' },
  {
    field: 'punctuality',
    indicator: 'compliance',
    en: 'How punctual was the technician, 1 to 5?',
    zh: '技术员是否准时（1–5 分）？',
  },
  {
    field: 'attitude',
    indicator: 'attitude',
    en: 'How friendly was the technician, 1 to 5?',
    zh: '技术员服务态度如何（1–5 分）？',
  },
  {
    field: 'timesConfirmed',
    indicator: 'truthfulness',
    en: 'Was the technician there at the times reported to us?',
    zh: '技术员上门时间与记录一致吗？',
  },
  {
    field: 'workConfirmed',
    indicator: 'truthfulness',
    en: 'Was the work done and were the parts replaced as reported to us?',
    zh: '所做维修和更换的配件与记录一致吗？',
  },
  { field: 'complaint', indicator: 'attitude', en: 'Do you want to complain about something?', zh: '您有要投诉的吗？' },
] as const;
