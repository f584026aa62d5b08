/** Tables that can be imported. */
export const importKinds = ['parts', 'stock', 'lead-times'] as const;
export type ImportKind = (typeof importKinds)[number];
