import { rowsFor } from './bulk.js';
import { BulkDialog } from './bulk-dialog.js';
import { Tools } from './tools.js';
import type { useBulk } from './use-bulk.js';
import type { useMoves } from './use-moves.js';

interface BulkProps {
  bulk: ReturnType<typeof useBulk>;
  moves: ReturnType<typeof useMoves>;
  zone: string;
}

/** Undo, redo, and what may be done to all that is chosen, with the dialog that does it. */
export function Bulk({ bulk, moves, zone }: BulkProps) {
  const { rows, action, begin, clear, end, done, nameOf } = bulk;
  return (
    <>
      <Tools moves={moves} chosen={rows} onAction={begin} onClear={clear} />
      {action && (
        <BulkDialog
          action={action}
          rows={rowsFor(action, rows)}
          zone={zone}
          nameOf={nameOf}
          onDone={done}
          onClose={end}
        />
      )}
    </>
  );
}
