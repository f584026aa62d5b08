import { useTexts } from '../texts/text-context.js';
import { CopyButton } from './copy-button.js';

/** The secret, this once, with an example that works. */
export function NewKeyNote({ secret, onClose }: { secret: string; onClose: () => void }) {
  const texts = useTexts();
  const example = `curl -H 'Authorization: Bearer ${secret}' \\\n  '${location.origin}/api/v1/offers?status=pending'`;
  return (
    <section className="panel" role="status">
      <p>
        <strong>{texts.keys.shownOnce}</strong>
      </p>
      <code className="secret">{secret}</code>
      <pre>{example}</pre>
      <div className="actions">
        <CopyButton text={secret} />
        <button onClick={onClose}>{texts.keys.kept}</button>
      </div>
    </section>
  );
}
