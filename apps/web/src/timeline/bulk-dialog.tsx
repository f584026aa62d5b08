import { useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { type Outcome, sendEach } from '../api/send-each.js';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import type { Visit } from '../visits/queries.js';
import { type BulkAction, type BulkRow, idOf, sendRow } from './bulk.js';
import { OutcomeList } from './outcome-list.js';

export type BulkOutcome = Outcome<BulkRow, Pick<Visit, 'version'>>;

interface BulkDialogProps {
  action: BulkAction;
  rows: readonly BulkRow[];
  zone: string;
  nameOf: (row: BulkRow) => string;
  onDone: (outcomes: readonly BulkOutcome[]) => void;
  onClose: () => void;
}

/** Does one thing to each of many, for one reason, and says row by row what became of it. */
export function BulkDialog({ action, rows, zone, nameOf, onDone, onClose }: BulkDialogProps) {
  const texts = useTexts();
  const { bulk } = texts.dispatch;
  const client = useQueryClient();
  const [begun] = useState(rows);
  const [outcomes, setOutcomes] = useState<readonly BulkOutcome[]>();
  const [isBusy, setBusy] = useState(false);
  const run = async (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const given = new FormData(event.currentTarget).get('reason');
    const reason = typeof given === 'string' ? given.trim() : '';
    setBusy(true);
    try {
      onDone(await sendEach(begun, (row, key) => sendRow(action, row, reason, zone, key), setOutcomes));
    } finally {
      setBusy(false);
      for (const topic of ['visits', 'board-visits', 'orders', 'offers'])
        void client.invalidateQueries({ queryKey: [topic] });
    }
  };
  const title = bulk.titles[action](begun.length);
  return (
    <Dialog title={title} onClose={onClose}>
      {outcomes ? (
        <>
          <p role="status">{bulk.progress(outcomes.length, begun.length)}</p>
          <OutcomeList
            rows={outcomes.map(({ row, problem }) => ({
              id: idOf(row),
              name: nameOf(row),
              problem,
              zone,
              ...('visit' in row && { visitId: row.visit.id }),
            }))}
          />
          <footer>
            <button className="primary" disabled={isBusy} onClick={onClose}>
              {texts.common.close}
            </button>
          </footer>
        </>
      ) : (
        <form onSubmit={(event) => void run(event)}>
          <p className="muted">{bulk.about[action]}</p>
          <ul className="plain rows">
            {begun.map((row) => (
              <li key={idOf(row)}>{nameOf(row)}</li>
            ))}
          </ul>
          {action !== 'match' && (
            <Field label={texts.common.reason}>
              <input name="reason" required pattern=".*\S.*" maxLength={500} />
            </Field>
          )}
          <footer>
            <button className={action === 'giveUp' ? 'danger' : 'primary'}>{title}</button>
          </footer>
        </form>
      )}
    </Dialog>
  );
}
