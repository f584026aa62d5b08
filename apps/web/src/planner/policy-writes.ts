import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import type { Policy } from './queries.js';

const touched = ['policies', 'proposals', 'forecasts'] as const;

/** The review sets policies where there is demand; a planner may set one where it has not. */
export const useCreatePolicy = (place: { partId: string; locationId: string }) =>
  useSend(
    (body: Schemas['PolicyOverride'], key) =>
      answerOf(api.POST('/api/v1/stock-policies', { params: { header: once(key) }, body: { ...body, ...place } })),
    touched,
  );

const params = ({ id, version }: Policy, key: string) => ({ path: { id }, header: once(key, version) });

export const useOverridePolicy = (policy: Policy) =>
  useSend(
    (body: Schemas['PolicyOverride'], key) =>
      answerOf(api.POST('/api/v1/stock-policies/{id}/override', { params: params(policy, key), body })),
    touched,
  );

export const useAutomaticPolicy = (policy: Policy) =>
  useSend(
    (_: undefined, key) => answerOf(api.POST('/api/v1/stock-policies/{id}/automatic', { params: params(policy, key) })),
    touched,
  );
