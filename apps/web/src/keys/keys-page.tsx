import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSiteOf, useSites } from '../api/lookups.js';
import { useSend } from '../api/use-send.js';
import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';
import { Loaded } from '../ui/states.js';
import { TableHead } from '../ui/table-head.js';
import { useTitle } from '../ui/use-title.js';
import { ExamplesSection } from './examples-section.js';
import { NewKeyNote } from './new-key-note.js';

type Key = Schemas['ApiKeyView'];
type Scope = Key['scopes'][number];

const siteScopes: Scope[] = [
  'orders:read',
  'orders:write',
  'offers:read',
  'offers:write',
  'visits:read',
  'visits:write',
  'stock:read',
  'stock:write',
  'sites:read',
  'sites:write',
  'requests:read',
  'quality:read',
  'stream:read',
];

/** Keys for the site's own programs: made here, shown once, revoked at once; and the calls to begin with. */
export default function KeysPage() {
  const texts = useTexts();
  useTitle(texts.pages.keys);
  const [isOpen, setOpen] = useState(false);
  const [made, setMade] = useState<Schemas['NewApiKeyView']>();
  const query = useQuery({
    queryKey: ['keys'],
    queryFn: async ({ signal }) =>
      (await answerOf(api.GET('/api/v1/api-keys', { params: { query: { limit: 200 } }, signal }))).items,
  });
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
      <Loaded query={query} isEmpty={(keys) => keys.length === 0}>
        {(keys) => (
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
      <ExamplesSection />
      {isOpen && <CreateDialog onClose={() => setOpen(false)} onMade={setMade} />}
    </>
  );
}

function KeyRow({ item }: { item: Key }) {
  const texts = useTexts();
  const format = useFormat();
  const siteOf = useSiteOf();
  const revoke = useSend(
    () => answerOf(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id: item.id } } })),
    ['keys'],
  );
  return (
    <tr>
      <th scope="row" data-label={texts.keys.name}>
        {item.name}
        <small>{siteOf(item.siteId)?.name ?? texts.roles[item.role]}</small>
      </th>
      <td data-label={texts.keys.scopes} className="wrap">
        {item.scopes.join(', ')}
      </td>
      <td data-label={texts.keys.lastUsed}>
        {item.lastUsedAt ? format.fullDateTime(item.lastUsedAt) : texts.keys.never}
      </td>
      <td data-label={texts.common.actions}>
        {item.revokedAt ? (
          <Badge>{texts.keys.revoked}</Badge>
        ) : (
          <button disabled={revoke.isPending} onClick={() => revoke.mutate(undefined)}>
            {texts.keys.revoke}
          </button>
        )}
      </td>
    </tr>
  );
}

interface CreateDialogProps {
  onClose: () => void;
  onMade: (key: Schemas['NewApiKeyView']) => void;
}

function CreateDialog({ onClose, onMade }: CreateDialogProps) {
  const texts = useTexts();
  const { siteId } = useMe();
  const { data: sites = [] } = useSites();
  const create = useSend(
    (body: Schemas['CreateApiKey'], key) =>
      answerOf(api.POST('/api/v1/api-keys', { params: { header: once(key) }, body })),
    ['keys'],
  );
  return (
    <Dialog title={texts.keys.create} onClose={onClose}>
      <SendForm
        send={create}
        submit={texts.keys.create}
        onDone={(key) => {
          onMade(key);
          onClose();
        }}
        wish={({ text, all }) => {
          const chosenSite = text('siteId');
          return {
            name: text('name') ?? '',
            scopes: all('scopes') as Scope[],
            ...(chosenSite && { siteId: chosenSite }),
          };
        }}
      >
        <Field label={texts.keys.name} name="name" problem={create.error}>
          <input name="name" required maxLength={120} />
        </Field>
        {!siteId && (
          <Field label={texts.orders.site} name="siteId" problem={create.error}>
            <select name="siteId" required defaultValue="">
              <option value="">{texts.common.choose}</option>
              {sites.map(({ id, name }) => (
                <option key={id} value={id}>
                  {name}
                </option>
              ))}
            </select>
          </Field>
        )}
        <fieldset className="columns">
          <legend>{texts.keys.scopes}</legend>
          {siteScopes.map((scope) => (
            <label key={scope} className="choice">
              <input type="checkbox" name="scopes" value={scope} defaultChecked /> {scope}
            </label>
          ))}
        </fieldset>
      </SendForm>
    </Dialog>
  );
}
