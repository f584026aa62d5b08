import type { plans as english, risks as englishRisks, windows as englishWindows } from './en-planning.js';

export const risks: typeof englishRisks = {
  about: '未来 24 小时：谁可能晚于承诺到达，或在工单时限之后才完成。',
  none: '未来 24 小时没有可能逾期的上门。',
  columns: {
    order: '工单',
    who: '技术员、站点',
    start: '计划时间',
    arrival: '预计到达',
    startsLate: '到达逾期',
    endsLate: '完成逾期',
  },
  nineOfTen: (time) => `九成情况不晚于 ${time}`,
};

export const windows: typeof englishWindows = {
  choose: '选择时间',
  title: (number) => `何时可以上门？${number}`,
  none: '按目前情况，未来七天无人可以上门。',
  added: (minutes) => `+${minutes} 分钟`,
  kept: '为客户保留，剩余',
  book: '预约',
  another: '换个时间',
};

export const plans: typeof english = {
  request: '新建计划',
  start: '开始',
  title: (days) => `${days} 的计划`,
  none: '还没有计划。计划会把所选站点和日期的上门排成最优顺序，并为尚无人承接的工单找到位置。',
  columns: { days: '日期', sites: '站点', status: '状态', requested: '发起人' },
  moreSites: (count) => `另有 ${count} 个`,
  sitesHint: '所选站点的技术员一起排程。按住 Ctrl 或 ⌘ 可多选。',
  from: '第一天',
  to: '最后一天',
  seconds: '搜索秒数',
  secondsHint: '时间越长，计划越好；1 到 120。',
  askedBy: (name, time) => `${name} 于 ${time} 发起`,
  stop: '停止并采用已找到的结果',
  takeBack: '撤回',
  figures: '指标',
  now: '当前安排',
  planned: '计划',
  change: '变化',
  figure: {
    served: '可完成工单',
    unserved: '无人承接工单',
    lateOrders: '逾期工单',
    latenessMinutes: '逾期分钟',
    travelMinutes: '路程分钟',
    travelKilometres: '路程公里',
    spreadOfHours: '技术员工时差异',
  },
  changes: (technicians, times) => `${technicians} 次上门更换技术员，${times} 次只改时间。`,
  publishAll: '全部发布',
  publishChosen: (count) => `发布所选 ${count} 项`,
  done: (count) => `已发布 ${count} 个工单。`,
  because: (rule) => `无人承接：${rule}`,
};
