import { useState } from 'react';
import { useTexts } from '../texts/text-context.js';

/** Copies a text and says so; where the browser gives no clipboard (without HTTPS) it says that, too. */
export function CopyButton({ text, label }: { text: string; label?: string }) {
  const texts = useTexts();
  const [outcome, setOutcome] = useState<'copied' | 'notCopied'>();
  const copy = async () => {
    try {
      await navigator.clipboard.writeText(text);
      setOutcome('copied');
    } catch {
      setOutcome('notCopied');
    }
  };
  return (
    <>
      <button aria-label={label} onClick={() => void copy()}>
        {texts.keys.copy}
      </button>{' '}
      <span role="status" className="muted">
        {outcome && texts.keys[outcome]}
      </span>
    </>
  );
}
