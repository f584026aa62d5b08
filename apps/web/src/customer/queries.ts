import { useQuery, useQueryClient } from '@tanstack/react-query';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { Problem } from '../api/problem.js';
import { useSend } from '../api/use-send.js';
import type { Photo } from './photos.js';

export type CustomerRequest = Schemas['CustomerRequestView'];
export type CustomerWindow = Schemas['CustomerWindow'];
export type CodedAsset = Schemas['CodedAsset'];

/** Whoever has no session has no live stream either. */
const lookMilliseconds = 20_000;

const byLink = (token: string) => ({ 'X-Callout-Link': token });
const requestKey = (token: string) => ['customer-link', token];

/** What was refused stays refused; what could not be reached comes back. */
export const isFinal = (error: Error | null): boolean =>
  error !== null && !(error instanceof Problem && (error.isPassing || error.status === 429));

export const useCustomerRequest = (token: string) =>
  useQuery({
    queryKey: requestKey(token),
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/customer-link', { params: { header: byLink(token) }, signal })),
    refetchInterval: ({ state }) => (isFinal(state.error) ? false : lookMilliseconds),
  });

/** Read anew each time they are asked for: what can be promised changes from minute to minute. */
export const useCustomerWindows = (token: string) =>
  useQuery({
    queryKey: ['customer-windows', token],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/customer-link/windows', { params: { header: byLink(token) }, signal })),
    staleTime: 0,
    gcTime: 0,
  });

/** What the API answers is told at once; the request itself hears of it a moment later. */
export function useChooseWindow(token: string) {
  const client = useQueryClient();
  return useSend(async ({ from, to }: CustomerWindow, choiceId) => {
    const params = { header: byLink(token) };
    const promised = await answerOf(api.POST('/api/v1/customer-link/window', { params, body: { from, to, choiceId } }));
    client.setQueryData<CustomerRequest>(requestKey(token), (seen) => seen && { ...seen, promised, state: 'planned' });
    return promised;
  }, []);
}

export function useAnswer(token: string) {
  const client = useQueryClient();
  return useSend(async (body: Schemas['CustomerAnswer'], key) => {
    const params = { header: { ...byLink(token), ...once(key) } };
    const seen = await answerOf(api.POST('/api/v1/customer-link/answer', { params, body }));
    client.setQueryData(requestKey(token), seen);
    return seen;
  }, []);
}

export const useComment = (token: string) =>
  useSend(
    (body: Schemas['CustomerComment'], key) =>
      answerOf(
        api.POST('/api/v1/customer-link/comments', { params: { header: { ...byLink(token), ...once(key) } }, body }),
      ),
    [],
  );

/** A second try sends all of them again: each has a key of its own, so that what has arrived is not there twice. */
export function useSendPhotos(token: string) {
  const client = useQueryClient();
  return useSend(async (photos: readonly Photo[]) => {
    try {
      await sendAll(token, photos);
    } finally {
      void client.invalidateQueries({ queryKey: requestKey(token) });
    }
  }, []);
}

export async function sendAll(token: string, photos: readonly Photo[]): Promise<void> {
  for (const photo of photos) await sendPhoto(token, photo);
}

async function sendPhoto(token: string, { key, name, contentType, contentBase64 }: Photo): Promise<void> {
  const params = { header: { ...byLink(token), ...once(key) } };
  const body = { name, contentType, contentBase64 };
  await answerOf(api.POST('/api/v1/customer-link/photos', { params, body }));
}

export const useCodedAsset = (code: string) =>
  useQuery({
    queryKey: ['asset-code', code],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/asset-codes/{code}', { params: { path: { code } }, signal })),
    staleTime: 600_000,
  });

export type CodeReport = Omit<Schemas['ReportByCode'], 'reportId'>;

export const useReportByCode = (code: string) =>
  useSend(
    (report: CodeReport, reportId) =>
      answerOf(
        api.POST('/api/v1/asset-codes/{code}/reports', { params: { path: { code } }, body: { ...report, reportId } }),
      ),
    [],
  );
