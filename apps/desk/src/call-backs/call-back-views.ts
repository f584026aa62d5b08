import type { CallBackView } from './call-back.dto.js';
import type { CallBack } from './call-back.entity.js';

/** Dates as text, and nothing where nothing is known. */
export function callBackView(row: CallBack): CallBackView {
  const { arrivedAt, finishedAt, dueAt, complaintSettledAt, answeredAt, ...rest } = row;
  const known = Object.fromEntries(Object.entries(rest).filter(([, value]) => value !== null)) as WithoutNull<
    typeof rest
  >;
  return {
    ...known,
    finishedAt: finishedAt.toISOString(),
    dueAt: dueAt.toISOString(),
    ...(arrivedAt && { arrivedAt: arrivedAt.toISOString() }),
    ...(complaintSettledAt && { complaintSettledAt: complaintSettledAt.toISOString() }),
    ...(answeredAt && { answeredAt: answeredAt.toISOString() }),
  };
}

/** Fields that may be null become fields that may be missing. */
type WithoutNull<T> = { [K in keyof T as null extends T[K] ? never : K]: T[K] } & {
  [K in keyof T as null extends T[K] ? K : never]?: NonNullable<T[K]>;
};
