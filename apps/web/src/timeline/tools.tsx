import { useTexts } from '../texts/text-context.js';
import { type BulkAction, bulkActions, type BulkRow, rowsFor } from './bulk.js';
import { OutcomeList } from './outcome-list.js';
import type { useMoves } from './use-moves.js';

interface ToolsProps {
  moves: ReturnType<typeof useMoves>;
  chosen: readonly BulkRow[];
  onAction: (action: BulkAction) => void;
  onClear: () => void;
}

/** Undo and redo of moves, and what may be done to all that is chosen. */
export function Tools({ moves, chosen, onAction, onClear }: ToolsProps) {
  const texts = useTexts();
  const { moves: words, bulk } = texts.dispatch;
  return (
    <section className="tools" aria-label={texts.common.actions}>
      <div className="actions">
        <button disabled={!moves.mayUndo} aria-keyshortcuts="Control+Z" onClick={moves.undo}>
          ↶ {words.undo}
        </button>
        <button disabled={!moves.mayRedo} aria-keyshortcuts="Control+Shift+Z" onClick={moves.redo}>
          ↷ {words.redo}
        </button>
      </div>
      {moves.refused.length > 0 && (
        <div role="alert">
          <p>{words.refused}</p>
          <OutcomeList
            rows={moves.refused.map(({ row: { move }, problem }) => ({ id: move.visitId, problem, ...move }))}
          />
          <button onClick={moves.forgetRefused}>{words.understood}</button>
        </div>
      )}
      {chosen.length > 0 && (
        <>
          <h2>{bulk.chosen(chosen.length)}</h2>
          <div className="actions">
            {bulkActions.map((action) => {
              const rows = rowsFor(action, chosen);
              return (
                rows.length > 0 && (
                  <button
                    key={action}
                    className={action === 'giveUp' ? 'danger' : undefined}
                    onClick={() => onAction(action)}
                  >
                    {bulk.titles[action](rows.length)}
                  </button>
                )
              );
            })}
            <button onClick={onClear}>{bulk.clear}</button>
          </div>
        </>
      )}
    </section>
  );
}
