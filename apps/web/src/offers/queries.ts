import { useInfiniteQuery, useQuery } from '@tanstack/react-query';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import { firstOf } from '../ui/first-of.js';
import type { OfferStatus } from '../ui/labels.js';

export type Offer = Schemas['OfferView'];

/** Offers of one order: as many sites as could be asked. */
export function useOffers(query: { status?: OfferStatus; repairOrderId?: string }) {
  return useQuery({
    queryKey: ['offers', query],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/v1/offers', { params: { query: { limit: 100, ...query } }, signal }))).items,
  });
}

/** No site has more than these to answer at once. */
const mostOpen = 1_000;

/** The offers of one state, all of them: the oldest may be the first to run out. */
export const useOffersOf = (status: OfferStatus | undefined) =>
  useQuery({
    queryKey: ['offers', 'of', status],
    queryFn: ({ signal }) =>
      firstOf(mostOpen, (cursor) =>
        answerOf(api.GET('/api/v1/offers', { params: { query: { limit: 200, status, cursor } }, signal })),
      ),
    enabled: status !== undefined,
  });

/** All offers, the newest first, page after page. */
export const useOfferPages = (isAsked: boolean) =>
  useInfiniteQuery({
    queryKey: ['offers', 'all'],
    queryFn: ({ pageParam, signal }) =>
      answerOf(api.GET('/api/v1/offers', { params: { query: { limit: 100, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
    enabled: isAsked,
  });

/** One offer as it is now, also when it is no longer on the list from which it was taken. */
export const useOffer = (id: string) =>
  useQuery({
    queryKey: ['offers', 'one', id],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/offers/{id}', { params: { path: { id } }, signal })),
  });

const touched = ['offers', 'orders', 'visits'] as const;

const of = ({ id, version }: Offer, key: string) => ({ path: { id }, header: once(key, version) });

export const useAccept = (offer: Offer) =>
  useSend(
    (body: Schemas['AcceptOffer'], key) =>
      answerOf(api.POST('/api/v1/offers/{id}/accept', { params: of(offer, key), body })),
    touched,
  );

export const useDecline = (offer: Offer) =>
  useSend(
    (body: Schemas['DeclineOffer'], key) =>
      answerOf(api.POST('/api/v1/offers/{id}/decline', { params: of(offer, key), body })),
    touched,
  );

export const useCounter = (offer: Offer) =>
  useSend(
    (body: Schemas['CounterOffer'], key) =>
      answerOf(api.POST('/api/v1/offers/{id}/counter', { params: of(offer, key), body })),
    touched,
  );

export const useTakeCounter = (offer: Offer) =>
  useSend(
    (_: undefined, key) => answerOf(api.POST('/api/v1/offers/{id}/take-counter', { params: of(offer, key) })),
    touched,
  );

export const useRefuse = (offer: Offer) =>
  useSend(
    (body: Schemas['OfferReason'], key) =>
      answerOf(api.POST('/api/v1/offers/{id}/refuse', { params: of(offer, key), body })),
    touched,
  );

export const useWithdraw = (offer: Offer) =>
  useSend(
    (body: Schemas['OfferReason'], key) =>
      answerOf(api.POST('/api/v1/offers/{id}/withdraw', { params: of(offer, key), body })),
    touched,
  );
