import { useState } from 'react';

/** What is ticked in a list, and how to tick or untick one of it. */
export function useChosen() {
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const toggle = (id: string) =>
    setChosen((before) => {
      const after = new Set(before);
      if (!after.delete(id)) after.add(id);
      return after;
    });
  return { chosen, toggle, choose: (ids: readonly string[]) => setChosen(new Set(ids)) };
}
