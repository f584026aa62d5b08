import type { stockCount as english } from './en-stock-count.js';

export const stockCount: typeof english = {
  count: '盘点',
  countOf: (part) => `盘点 ${part}`,
  other: '盘点备件',
  counted: '实盘数量',
  booked: '账面',
  difference: '差异',
  none: '无差异',
  held: (reserved) => `其中 ${reserved} 件已为工单预留：实盘少于此数时，须先释放预留，否则会被拒绝。`,
  unknownPart: '没有这个备件号。',
  reasonHint: '至少三个字符，会记入库存流水。',
  done: (part, onHand, change) => `${part}：现有 ${onHand}（${change}）。`,
};
