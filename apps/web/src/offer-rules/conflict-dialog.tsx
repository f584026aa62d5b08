import { useQuery } from '@tanstack/react-query';
import { answerOf, api } from '../api/client.js';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Loaded } from '../ui/states.js';
import { TableHead } from '../ui/table-head.js';
import { type Draft, differencesOf, draftOf, type Urgency } from './draft.js';
import type { OfferRules } from './queries.js';

interface ConflictDialogProps {
  mine: Draft;
  /** Saves mine on this version, now that the other is known. */
  onOverwrite: (version: number) => void;
  onTakeTheirs: (rules: OfferRules) => void;
  onClose: () => void;
}

/** Somebody else has saved the rules meanwhile: what differs, line by line, before anything is overwritten. */
export function ConflictDialog({ mine, onOverwrite, onTakeTheirs, onClose }: ConflictDialogProps) {
  const { offerRules: texts } = useTexts();
  const query = useQuery({
    queryKey: ['offer-rules', 'now'],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/offer-rules', { signal })),
    staleTime: 0,
    gcTime: 0,
  });
  return (
    <Dialog title={texts.conflict} onClose={onClose}>
      <Loaded query={query}>
        {(theirs) => {
          const differences = differencesOf(mine, draftOf(theirs));
          return (
            <>
              <p>{differences.length > 0 ? texts.conflictAbout : texts.conflictNone}</p>
              {differences.length > 0 && (
                <table className="list">
                  <TableHead columns={[texts.rule, texts.mine, texts.theirs]} />
                  <tbody>
                    {differences.map((line) => (
                      <tr key={line.name}>
                        <th scope="row">{wordOf(line.name, texts)}</th>
                        <td>{line.mine || '–'}</td>
                        <td>{line.theirs || '–'}</td>
                      </tr>
                    ))}
                  </tbody>
                </table>
              )}
              <footer>
                {differences.length > 0 && (
                  <button type="button" className="danger" onClick={() => onOverwrite(theirs.version)}>
                    {texts.overwrite}
                  </button>
                )}
                <button type="button" className="primary" onClick={() => onTakeTheirs(theirs)}>
                  {texts.takeTheirs}
                </button>
              </footer>
            </>
          );
        }}
      </Loaded>
    </Dialog>
  );
}

function wordOf(name: string, texts: ReturnType<typeof useTexts>['offerRules']): string {
  if (name.startsWith('askedAtOnce.')) return texts.asked(texts.urgency[name.slice('askedAtOnce.'.length) as Urgency]);
  if (name === 'counter.laterMinutes') return texts.laterMinutes;
  if (name === 'counter.pastDueMinutes') return texts.pastDueMinutes;
  return texts.mostIn(name.slice('counter.prices '.length));
}
