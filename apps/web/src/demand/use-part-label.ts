import { useMemo } from 'react';
import { usePartName, useParts } from '../api/lookups.js';

/** How a part is called; one that the catalogue does not have by its id. */
export function usePartLabel(): (id: string) => { label: string; isUnknown: boolean } {
  const partName = usePartName();
  const { data } = useParts();
  const known = useMemo(() => data && new Set(data.map(({ id }) => id)), [data]);
  return (id) => {
    const isUnknown = known !== undefined && !known.has(id);
    return { label: isUnknown ? id : partName(id), isUnknown };
  };
}
