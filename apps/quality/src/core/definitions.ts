import type { IndicatorName } from './indicators.js';

/** One sentence that says what a number counts, in both languages; it travels with the number. */
export interface Definition {
  en: string;
  zh: string;
}

/** How each indicator of a score card is made. The formulas are in `indicators.ts` and `credibility.ts`. */
export const indicatorDefinitions = {
  truthfulness: {
    en: "Mean share of a site's claims that hold: its times are in a possible order, and the customer confirms the times and the work. Orders with an answer count; impossible times count as 0 at once.",
    zh: '站点申报属实的平均比例：各时间点先后合理，且客户确认了时间与工作内容。仅统计已回访的工单；时间不合理的立即计 0。',
  },
  satisfaction: {
    en: 'Share of orders whose customer was satisfied at the call-back, did not complain and did not come back for the same fault.',
    zh: '回访时客户满意、未投诉且未因同一故障再次报修的工单比例。',
  },
  repairTime: {
    en: 'Mean over repaired orders of 100 from acceptance to finish within 24 h (waiting for parts left out), falling evenly to 0 at 72 h.',
    zh: '已修复工单从接单到完工（不含等待备件）在 24 小时内得 100 分，到 72 小时均匀降为 0 分的平均值。',
  },
  diagnosisAccuracy: {
    en: 'Share of orders that were repaired or had no fault, without a return for the same fault within 30 days and without a fault-free part replaced. An order counts as good until the return comes.',
    zh: '30 天内未因同一故障返修且未更换无故障备件的工单（已修复或未发现故障）比例；返修发生前按合格计。',
  },
  attitude: {
    en: "Mean of the customer's rating of the attitude at the call-back: 1 is 0, 5 is 100.",
    zh: '回访中客户对服务态度评分的平均值：1 分计 0，5 分计 100。',
  },
  compliance: {
    en: 'Mean of the share of mandatory steps done and of arriving inside the promised window (without a window: at most 30 minutes late).',
    zh: '必做步骤完成比例与按约定时段到达（无约定时段时迟到不超过 30 分钟）的平均值。',
  },
} as const satisfies Record<IndicatorName, Definition>;

export const scoreDefinition: Definition = {
  en: "Weighted mean of the six indicators over orders finished in the last 180 days, each shrunk towards the network: (sum of the site's orders + k x network mean) / (orders + k), k by Buehlmann and Straub.",
  zh: '最近 180 天完工工单六项指标的加权平均；每项向全网均值收缩：（本站工单之和 + k × 全网均值）/（工单数 + k），k 按 Bühlmann–Straub 法估计。',
};

export const paretoDefinition: Definition = {
  en: 'Failure records of orders finished in the period, counted by the chosen key, most first; cumulativeShare adds up the shares from the top. By part: records in which the part was fitted.',
  zh: '期内完工工单的故障记录按所选维度计数，由多到少排列；cumulativeShare 为自上而下的累计占比。按备件统计时，计更换该备件的记录数。',
};

export const repairTimeDefinition: Definition = {
  en: 'Mean seconds from report to finish of repaired orders finished in the period, split so that the parts add up: response (before the last arrival, neither travel nor waiting), waiting for parts, travel, diagnosis, repair.',
  zh: '期内完工且已修复工单从报修到完工的平均秒数，各部分之和等于总时长：响应（最后一次到达前，除路途与等件）、等待备件、路途、诊断、维修。',
};

export const offerAnswersDefinition: Definition = {
  en: 'Offers answered in the period by site: accepted, declined by reason, expired without an answer; mean seconds from offer to answer of those answered.',
  zh: '期内各站点对派单的答复：接受、按原因拒绝、逾期未答；以及已答复派单从派出到答复的平均秒数。',
};

export const uChartDefinition: Definition = {
  en: 'Failures reported per unit-week at risk, by ISO week (UTC). Centre and limits (centre ± 3·sqrt(centre / unit-weeks)) come from at most 26, at least 8 weeks before each point.',
  zh: '按 ISO 周（UTC）统计的每在用台·周故障数。中心线与控制限（中心线 ± 3·√(中心线/台·周)）由每点之前至多 26 周、至少 8 周的数据得出。',
};
