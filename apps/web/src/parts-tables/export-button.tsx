import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { ProblemNote } from '../ui/states.js';
import { type ExportKind, useExport } from './queries.js';

/** Saves one table, however many parts it is read in. */
export function ExportButton({ kind }: { kind: ExportKind }) {
  const { partsTables: texts } = useTexts();
  const format = useFormat();
  const { save, rows } = useExport(kind);
  return (
    <>
      <div className="actions">
        <button
          disabled={save.isPending}
          aria-label={`${texts.save}: ${texts.exportKind[kind]}`}
          onClick={() => save.mutate()}
        >
          {texts.save}
        </button>
        <strong>{texts.exportKind[kind]}</strong>
        {save.isPending && <span role="status">{texts.saving(format.number(rows))}</span>}
        {save.data !== undefined && !save.isPending && (
          <span role="status" className="muted">
            {texts.saved(format.number(save.data))}
          </span>
        )}
      </div>
      {save.error && <ProblemNote problem={save.error} />}
    </>
  );
}
