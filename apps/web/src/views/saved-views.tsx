import { useState } from 'react';
import { Link, useSearchParams } from 'react-router';
import { siteParameter, technicianParameter } from '../network/links.js';
import { type PageName, pages } from '../session/roles.js';
import { useTexts } from '../texts/text-context.js';
import { Badge } from '../ui/badge.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import { useKeys } from '../ui/use-keys.js';
import { useDeleteView, useSaveView, useViews, type View } from './queries.js';

/** What is open is no part of a view: only what is filtered, and how. */
const leftOut = ['order', 'new', technicianParameter, siteParameter];

/** The page's filters are in its address: a saved view is a name for one, of one's own or shared by a colleague. */
export function SavedViews({ page }: { page: PageName }) {
  const { views } = useTexts().dispatch;
  const [isOpen, setOpen] = useState(false);
  useKeys(views.title, [{ keys: ['v'], label: views.open, does: () => setOpen(true) }]);
  return (
    <>
      <button aria-keyshortcuts="v" onClick={() => setOpen(true)}>
        {views.title}
      </button>
      {isOpen && <ViewsDialog page={page} onClose={() => setOpen(false)} />}
    </>
  );
}

function ViewsDialog({ page, onClose }: { page: PageName; onClose: () => void }) {
  const texts = useTexts();
  const { views } = texts.dispatch;
  const query = useViews(page);
  const save = useSaveView();
  const [parameters] = useSearchParams();
  const present = new URLSearchParams(parameters);
  for (const name of leftOut) present.delete(name);
  return (
    <Dialog title={`${views.title}: ${texts.pages[page]}`} onClose={onClose}>
      <Loaded query={query} isEmpty={(found) => found.length === 0} empty={views.none}>
        {(found) => (
          <>
            <ViewList title={views.mine} views={found.filter(({ mine }) => mine)} page={page} onGone={onClose} />
            <ViewList title={views.shared} views={found.filter(({ mine }) => !mine)} page={page} onGone={onClose} />
          </>
        )}
      </Loaded>
      <SendForm
        send={save}
        submit={views.save}
        onDone={onClose}
        wish={({ text, flag }) => ({
          page,
          name: text('name') ?? '',
          query: present.toString(),
          shared: flag('shared'),
        })}
      >
        <Field label={views.name} name="name" problem={save.error}>
          <input name="name" required maxLength={80} />
        </Field>
        <label className="choice">
          <input type="checkbox" name="shared" /> {views.share}
        </label>
      </SendForm>
    </Dialog>
  );
}

interface ViewListProps {
  title: string;
  views: readonly View[];
  page: PageName;
  onGone: () => void;
}

function ViewList({ title, views, page, onGone }: ViewListProps) {
  const texts = useTexts();
  const words = texts.dispatch.views;
  const remove = useDeleteView();
  if (views.length === 0) return null;
  return (
    <section>
      <h3>{title}</h3>
      <ul className="plain rows views">
        {views.map(({ id, name, query, mine, shared, ownerName }) => (
          <li key={id}>
            <Link to={`${pages[page].path}${query ? `?${query}` : ''}`} onClick={onGone}>
              {name}
            </Link>
            {mine && shared && <Badge>{words.sharedMark}</Badge>}
            {!mine && <small>{words.by(ownerName)}</small>}
            {mine && (
              <button
                className="close"
                aria-label={words.remove(name)}
                disabled={remove.isPending}
                onClick={() => remove.mutate(id)}
              >
                ×
              </button>
            )}
          </li>
        ))}
      </ul>
      {remove.error && <ProblemNote problem={remove.error} />}
    </section>
  );
}
