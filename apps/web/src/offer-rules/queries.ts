import { useQuery } from '@tanstack/react-query';
import { answerOf, api, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';

export type OfferRules = Schemas['OfferRulesView'];
export type ChangedOfferRules = Schemas['ChangedOfferRules'];

export function useOfferRules() {
  return useQuery({
    queryKey: ['offer-rules'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/offer-rules', { signal })),
  });
}

/** Replaces the rules on the version that was seen: the same write twice changes nothing more. */
export const useChangeOfferRules = () =>
  useSend(
    ({ version, ...body }: ChangedOfferRules & { version: number }) =>
      answerOf(api.PUT('/api/v1/offer-rules', { params: { header: { 'If-Match': `"${version}"` } }, body })),
    ['offer-rules'],
  );
