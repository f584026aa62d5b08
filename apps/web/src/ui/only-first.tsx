import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';

/** Says that a list goes on behind what is shown of it. */
export function OnlyFirst({ count, isWhole }: { count: number; isWhole: boolean }) {
  const texts = useTexts();
  const format = useFormat();
  return isWhole ? null : <p className="note warn">{texts.common.onlyFirst(format.number(count))}</p>;
}
