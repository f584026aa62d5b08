import { useMemo } from 'react';
import { useOrder } from '../orders/queries.js';
import { useTexts } from '../texts/text-context.js';
import type { Visit } from '../visits/queries.js';
import type { CodeKind } from './draft.js';
import { useDay } from './queries.js';

export interface CodeOption {
  code: string;
  /** What it means, where that is known. */
  name?: string;
}

/** What may be meant: first what is likely for this order, then what was reported at one's visits of these days, then the common codes. */
export function useCodes(visit: Visit): Record<CodeKind, readonly CodeOption[]> {
  const texts = useTexts();
  const { data: order } = useOrder(visit.repairOrderId);
  const { data: day = [] } = useDay();
  return useMemo(() => {
    const { symptom, fault, cause, remedy } = texts.codes;
    const likely = order?.likelyFaults.map(({ faultCode }) => faultCode) ?? [];
    const common = { symptomCode: symptom, faultCode: fault, causeCode: cause, remedyCode: remedy };
    const optionsOf = (kind: CodeKind): CodeOption[] => {
      const names = new Map(Object.entries<string>(common[kind]));
      const reported = day.flatMap((other) => other[kind] ?? []);
      const all = new Set([...(kind === 'faultCode' ? likely : []), ...reported, ...names.keys()]);
      return [...all].map((code) => ({ code, name: names.get(code) }));
    };
    return {
      symptomCode: optionsOf('symptomCode'),
      faultCode: optionsOf('faultCode'),
      causeCode: optionsOf('causeCode'),
      remedyCode: optionsOf('remedyCode'),
    };
  }, [texts, order, day]);
}
