import type { moves as english } from './en-moves.js';

export const moves: typeof english = {
  checking: '正在检查…',
  allowed: '没有冲突。',
  overridable: '违反规则；如仍要执行请说明原因：',
  impossible: '无法执行：',
  travel: (name, before, after, change) => `${name}：当日路程 ${before} → ${after}（${change}）`,
  longer: (span, kilometres) => `增加 ${span}、${kilometres}`,
  shorter: (span, kilometres) => `减少 ${span}、${kilometres}`,
  pin: '固定',
  unpin: '取消固定',
  pinHint: '计划与优化不会改动它，人工仍可调整。',
  pinned: '已固定',
  pinnedFor: (reason) => `已固定：${reason}`,
  pinKey: '固定或取消固定上门',
  unassign: '收回',
  changed: '他人已在此期间修改，保持不变。',
};
