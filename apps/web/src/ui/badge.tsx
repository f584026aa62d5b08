import type { ReactNode } from 'react';

export type Tone = 'plain' | 'good' | 'busy' | 'warn' | 'bad';

/** A short word on a coloured ground; the word says it, the colour only helps. */
export function Badge({ tone = 'plain', children }: { tone?: Tone; children: ReactNode }) {
  return <span className={`badge ${tone}`}>{children}</span>;
}
