import { useEffect, useState } from 'react';

type Action = (...given: never[]) => void;

/** The same functions at every rendering; called, they are those of the last one. For children that must not be drawn anew. */
export function useLatest<Actions extends Record<string, Action>>(actions: Actions): Actions {
  const [{ stable, renew }] = useState(() => switchboard(actions));
  useEffect(() => renew(actions));
  return stable;
}

/** Functions that stand, and a way to change what they lead to. */
function switchboard<Actions extends Record<string, Action>>(first: Actions) {
  let now = first;
  const lead =
    (name: string): Action =>
    (...given) =>
      now[name]?.(...given);
  return {
    stable: Object.fromEntries(Object.keys(first).map((name) => [name, lead(name)])) as Actions,
    renew: (actions: Actions) => {
      now = actions;
    },
  };
}
