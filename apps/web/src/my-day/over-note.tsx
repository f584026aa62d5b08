import { useTexts } from '../texts/text-context.js';
import type { VisitStatus } from './standing.js';

/** Tells whoever is writing that the visit has changed meanwhile. */
export function OverNote({ status }: { status: VisitStatus }) {
  const texts = useTexts();
  return (
    <p role="alert" className="note warn">
      {texts.myDay.over(texts.visitStatus[status])}
    </p>
  );
}
