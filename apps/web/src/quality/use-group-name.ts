import { useCategoryName } from '../api/lookups.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { useCodeName } from '../ui/code-name.js';
import type { ParetoBar } from './queries.js';
import type { ParetoBy } from './questions.js';

/** The name of what a bar or a group stands for: the API's, or what the app knows of a code. */
export function useGroupName(by: ParetoBy): (bar: Pick<ParetoBar, 'key' | 'label'>) => string {
  const { quality: texts } = useTexts();
  const pick = usePick();
  const categoryName = useCategoryName();
  const codeName = useCodeName();
  return ({ key, label }) => {
    if (by === 'category') return categoryName(key);
    if (by === 'fault') return key === 'unknown' ? texts.unknownFault : codeName('fault', key);
    return label ? pick(label) : key;
  };
}
