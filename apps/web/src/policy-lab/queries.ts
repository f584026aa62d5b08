import { useQuery } from '@tanstack/react-query';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import { isUnderWay, type PlanningRun } from '../planning-runs/queries.js';

export type LabView = Schemas['LabView'];
export type LabPoint = Schemas['LabPoint'];
export type LabCurve = Schemas['LabCurve'];
export type Grouping = LabView['grouping'];
export type Method = NonNullable<Schemas['WhatIf']['methods']>[number];
export type TargetMatrix = Schemas['TargetMatrixView'];
type TargetCell = TargetMatrix['cells'][number];

export const groupings = ['all', 'category', 'valueClass', 'placeKind', 'place'] as const satisfies readonly Grouping[];
export const methods = [
  'automatic',
  'follows-fast',
  'follows-level',
  'follows-slowly',
  'long-memory',
  'counts-level',
  'counts-long',
] as const satisfies readonly Method[];
export const valueClasses = ['A', 'B', 'C'] as const satisfies readonly TargetCell['valueClass'][];
export const variationClasses = ['X', 'Y', 'Z'] as const satisfies readonly TargetCell['variationClass'][];
export const criticalities = [
  'vital',
  'essential',
  'desirable',
] as const satisfies readonly TargetCell['criticality'][];

const most = 200;

/** The what-if runs among the newest runs. */
export function useBackTests() {
  return useQuery({
    queryKey: ['planning-runs', 'back-tests'],
    queryFn: async ({ signal }) => {
      const { items } = await answerOf(
        api.GET('/api/v1/planning-runs', { params: { query: { limit: most } }, signal }),
      );
      return items.filter(({ trigger }) => trigger === 'what-if');
    },
  });
}

/** The curves of one group; undefined where the run has tested nothing of it. Curves of a run that is under way are not whole. */
export function useCurves(run: PlanningRun, grouping: Grouping, key: string) {
  return useQuery({
    queryKey: ['planning-runs', run.id, 'lab', grouping, key],
    queryFn: async ({ signal }) => {
      const query = { grouping, key, limit: 1 };
      const { items } = await answerOf(
        api.GET('/api/v1/planning-runs/{id}/lab', { params: { path: { id: run.id }, query }, signal }),
      );
      return items[0] ?? null;
    },
    enabled: !isUnderWay(run),
  });
}

export function useTargetMatrix() {
  return useQuery({
    queryKey: ['target-matrix'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/target-matrix', { signal })),
  });
}

export const useAdopt = ({ id, version }: PlanningRun) =>
  useSend(
    (body: Schemas['Adoption'], key) =>
      answerOf(
        api.POST('/api/v1/planning-runs/{id}/adopt', { params: { path: { id }, header: once(key, version) }, body }),
      ),
    ['target-matrix'],
  );
