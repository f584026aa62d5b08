import type { approveByRule as englishRule, partsTables as englishTables } from './en-parts-tables.js';

export const partsTables: typeof englishTables = {
  imports: '导入',
  exports: '导出',
  importKind: { parts: '备件', stock: '盘点库存', 'lead-times': '提前期' },
  exportKind: {
    parts: '备件',
    stock: '库存',
    'lead-times': '提前期',
    forecasts: '预测',
    'stock-policies': '库存策略',
    proposals: '补货建议',
  },
  table: '表格',
  template: '含示例行的模板',
  file: '文件',
  fileHint: 'UTF-8 或 GB18030 编码的 CSV，最多 2,000 行。',
  tooLarge: (kilobytes) => `文件有 ${kilobytes} KB：一次最多 680 KB，请拆分。`,
  check: '检查',
  checkFirst: '检查不会写入任何内容。任何一行有错误时都不会导入。',
  apply: '立即导入',
  good: '没有错误。导入后：',
  done: '已导入。',
  faults: (count) => `${count} 处错误：修正之前不能导入。`,
  firstFaults: (count) => `显示前 ${count} 处。`,
  counts: (rows, created, changed) => `${rows} 行：新增 ${created}，更改 ${changed}。`,
  unchanged: (count, encoding) => `${count} 行无变化（${encoding} 编码）。`,
  columns: { row: '行', column: '列', fault: '错误' },
  exportHint: '可用电子表格打开的 CSV，其中没有公式。备件、库存和提前期可以再导入。',
  save: '保存',
  saving: (rows) => `${rows} 行…`,
  saved: (rows) => `已保存 ${rows} 行。`,
};

export const approveByRule: typeof englishRule = {
  title: '批准金额以内的全部…',
  upTo: (currency) => `每条金额不超过（${currency}）`,
  kind: '类型',
  done: (count, value) => `已批准 ${count} 条，合计 ${value}。`,
  refused: (count) => `${count} 条未能批准：`,
  left: (count) => `还有 ${count} 条符合：请再次批准。`,
  ofPart: (part) => `仅 ${part}`,
};
