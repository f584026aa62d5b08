import type { Definition } from '../core/definitions.js';

export interface Measure {
  definition: Definition;
  /** Which failure records count at all, over `failure_record r`. */
  counted: string;
  /** Which of those are a hit. */
  hit: string;
}

/** The rates of the reports: each is hits / counted records of orders finished in the period. The drill-down uses the same two conditions. */
export const measures = {
  firstTimeFix: {
    definition: {
      en: 'Repaired orders solved in the first visit with no return for the same fault in 30 days / repaired orders and those in which no fault was found although the customer came back for it within 30 days, without orders that continue another one.',
      zh: '首次上门即修复且 30 天内未因同一故障返修的工单 / 全部已修复工单，加上报告未发现故障但客户 30 天内因同一故障再次报修的工单（不含续修工单）。',
    },
    counted: `r.previous_order_id IS NULL AND (r.repaired OR r.reason IS NOT DISTINCT FROM 'no_fault_found' AND r.returned_at IS NOT NULL)`,
    hit: 'r.repaired AND r.visits = 1 AND r.returned_at IS NULL',
  },
  repeatVisit: {
    definition: {
      en: 'Repaired orders that needed more than one visit or whose customer came back for the same fault within 30 days / repaired orders.',
      zh: '需多次上门或客户在 30 天内因同一故障再次报修的已修复工单 / 全部已修复工单。',
    },
    counted: 'r.repaired',
    hit: '(r.visits > 1 OR r.returned_at IS NOT NULL)',
  },
  noFaultFound: {
    definition: {
      en: 'Orders in which no fault was found or a replaced part tested good / finished orders.',
      zh: '未发现故障或更换下的备件检测良好的工单 / 全部完工工单。',
    },
    counted: 'true',
    hit: "(r.fault_free_part_replaced OR r.reason IS NOT DISTINCT FROM 'no_fault_found')",
  },
  partHit: {
    definition: {
      en: "Orders with every needed part at hand from their own hold or the technician's van and no visit ended for want of a part / orders that needed parts.",
      zh: '所需备件全部来自本单预留或技术员车载库存且未因缺件中断上门的工单 / 需要备件的工单。',
    },
    counted: 'r.part_hit IS NOT NULL',
    hit: 'r.part_hit',
  },
} as const satisfies Record<string, Measure>;

export type MeasureName = keyof typeof measures;
export const measureNames = Object.keys(measures) as MeasureName[];
