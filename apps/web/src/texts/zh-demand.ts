import type { demand as englishDemand } from './en-demand.js';

export const demand: typeof englishDemand = {
  show: '显示',
  doubts: {
    about:
      '上门上报了不可能有的用量，或目录中没有的备件。在您说明实际情况之前，只计入库存发出的件数和一次通常用量，未知备件不计入。需求和预测随即更新。',
    none: '此处没有存疑的用量。',
    shows: { open: '未处置', settled: '已处置', all: '全部' },
    columns: { reported: '上报', counts: '计入', where: '计入何处何日', visit: '上门' },
    unknown: '目录中没有此备件',
    instead: (pieces) => `原计入 ${pieces}`,
    settledBy: (author, time, reason) => `由 ${author} 于 ${time} 处置：${reason}`,
    settle: '处置',
    reopen: '重新打开',
    title: (part) => `处置：${part}`,
    told: (reported, counted) => `上报 ${reported} 件，目前计入 ${counted} 件。`,
    place: (place, day) => `计入 ${place}，${day}。`,
    unknownHint: '目录中没有此备件：录入之前不能计入。',
    what: '计入多少',
    choices: {
      reported: (pieces) => `按上报：${pieces}`,
      other: '其他数量',
      none: '不计入：0',
    },
    pieces: '计入件数',
    openNow: (counted) => `他人已处置又重新打开：目前计入 ${counted} 件。您的处置尚未生效。`,
    settledNow: (author, pieces, reason) =>
      `${author} 已按 ${pieces} 件处置：${reason}。如需改为其他数量，请先重新打开。`,
    goOn: '我已知晓，允许我的处置',
  },
};
