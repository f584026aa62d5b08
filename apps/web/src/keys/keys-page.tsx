import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { answerOf, api, type Schemas } from '../api/client.js';
import { useTexts } from '../texts/text-context.js';
import { More } from '../ui/more.js';
import { Loaded } from '../ui/states.js';
import { TableHead } from '../ui/table-head.js';
import { useTitle } from '../ui/use-title.js';
import { CreateKeyDialog } from './create-key-dialog.js';
import { ExamplesSection } from './examples-section.js';
import { KeyCalls } from './key-calls.js';
import { KeyRow } from './key-row.js';
import { NewKeyNote } from './new-key-note.js';

/** Keys for the site's own programs: made here, shown once, revoked at once; what each did last, and the calls to begin with. */
export default function KeysPage() {
  const texts = useTexts();
  useTitle(texts.pages.keys);
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<Schemas['NewApiKeyView']>();
  const [parameters, setParameters] = useSearchParams();
  const query = useInfiniteQuery({
    queryKey: ['keys'],
    queryFn: ({ pageParam, signal }) =>
      answerOf(api.GET('/api/v1/api-keys', { params: { query: { limit: 100, cursor: pageParam } }, signal })),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  const keys = query.data?.pages.flatMap(({ items }) => items) ?? [];
  const open = keys.find(({ id }) => id === parameters.get('calls'));
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.keys}</h1>
        <button className="primary" onClick={() => setOpen(true)}>
          {texts.keys.create}
        </button>
        <a href="/docs">{texts.signIn.api}</a>
      </header>
      {made?.secret && <NewKeyNote secret={made.secret} onClose={() => setMade(undefined)} />}
      <Loaded query={query} isEmpty={() => keys.length === 0}>
        {() => (
          <table className="list stacking">
            <TableHead columns={[texts.keys.name, texts.keys.scopes, texts.keys.lastUsed, texts.common.actions]} />
            <tbody>
              {keys.map((key) => (
                <KeyRow key={key.id} item={key} />
              ))}
            </tbody>
          </table>
        )}
      </Loaded>
      <More query={query} />
      {open && <KeyCalls key={open.id} item={open} onClose={() => setParameters({})} />}
      <ExamplesSection />
      {isOpen && <CreateKeyDialog onClose={() => setOpen(false)} onMade={setMade} />}
    </>
  );
}
