/** How records are grouped: SQL over `failure_record r` and the tables joined here. */
export interface Grouping {
  key: string;
  join: string;
  labelEn: string;
  labelZh: string;
  /** The filter of /failure-records that takes the key. */
  filter: string;
}

const plain = (key: string, filter: string): Grouping => ({ key, join: '', labelEn: key, labelZh: key, filter });

export const recordGroupings = {
  product: {
    key: 'r.product_id::text',
    join: 'LEFT JOIN product n ON n.product_id = r.product_id',
    labelEn: 'n.name_en',
    labelZh: 'n.name_zh',
    filter: 'productId',
  },
  category: plain('r.category', 'category'),
  fault: plain(`coalesce(r.fault_code, 'unknown')`, 'faultCode'),
  site: {
    key: 'r.site_id::text',
    join: 'LEFT JOIN site n ON n.site_id = r.site_id',
    labelEn: 'n.name',
    labelZh: 'n.name',
    filter: 'siteId',
  },
} as const satisfies Record<string, Grouping>;

/** A record counts once for every part that was fitted. */
export const paretoGroupings = {
  ...recordGroupings,
  part: {
    key: 'p.part_id::text',
    join: `JOIN (SELECT DISTINCT repair_order_id, part_id FROM failure_part) p ON p.repair_order_id = r.repair_order_id
           LEFT JOIN part n ON n.part_id = p.part_id`,
    labelEn: 'n.name_en',
    labelZh: 'n.name_zh',
    filter: 'partId',
  },
} as const satisfies Record<string, Grouping>;

export type RecordGroup = keyof typeof recordGroupings;
export type ParetoGroup = keyof typeof paretoGroupings;
export const recordGroups = Object.keys(recordGroupings) as RecordGroup[];
export const paretoGroups = Object.keys(paretoGroupings) as ParetoGroup[];
