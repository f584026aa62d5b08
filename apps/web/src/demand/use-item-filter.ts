import { useSearchParams } from 'react-router';

/** A part, a place, both or none. */
export interface ItemFilter {
  partId: string | undefined;
  locationId: string | undefined;
}

/** What a list is filtered by, as the address has it: `?partId=`, `?place=`, and which of its rows are shown, the first of `shows` without `?show=`. */
export function useItemFilter<Show extends string>(shows: readonly [Show, ...Show[]]): ItemFilter & { show: Show } {
  const [parameters] = useSearchParams();
  return {
    partId: parameters.get('partId') ?? undefined,
    locationId: parameters.get('place') ?? undefined,
    show: shows.find((one) => one === parameters.get('show')) ?? shows[0],
  };
}
