import { useTexts } from '../texts/text-context.js';
import { useKeys } from './use-keys.js';

/** j and k or the arrows go through what the selector finds, one per row; Enter is then the browser's own. */
export function useListKeys(title: string, selector: string, keys: { next: string[]; previous: string[] } = arrows) {
  const texts = useTexts();
  const { next, previous } = texts.dispatch.keys;
  const go = (step: 1 | -1) => {
    const all = [...document.querySelectorAll<HTMLElement>(selector)];
    const row = document.activeElement?.closest('tr, li');
    const at = all.findIndex((one) => one === document.activeElement || (row && one.closest('tr, li') === row));
    all[at < 0 ? 0 : Math.max(0, Math.min(all.length - 1, at + step))]?.focus();
  };
  useKeys(title, [
    { keys: keys.next, label: next, does: () => go(1) },
    { keys: keys.previous, label: previous, does: () => go(-1) },
  ]);
}

const arrows = { next: ['j', 'ArrowDown'], previous: ['k', 'ArrowUp'] };
