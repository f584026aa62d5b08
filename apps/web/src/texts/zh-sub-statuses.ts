import type { subStatuses as english } from './en-sub-statuses.js';

export const subStatuses: typeof english = {
  about: '用您自己的说法细分工单状态。每个说法对应一个状态，在工单进入下一步之前有效。仅您和制造商可见。',
  none: '您尚未设置。',
  entry: '新说法',
  state: '工单状态',
  name: '您的说法',
  code: '您系统中的代码',
  add: '添加',
  remove: (name) => `删除 ${name}`,
  save: '保存列表',
  saved: '已保存。',
  takeTheirs: '采用现在已保存的列表',
  ofOrder: '站点子状态',
  stands: (name) => `站点说明：${name}`,
};
