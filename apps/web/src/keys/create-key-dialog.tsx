import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSites } from '../api/lookups.js';
import { useSend } from '../api/use-send.js';
import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { SendForm } from '../ui/send-form.js';

type Scope = Schemas['ApiKeyView']['scopes'][number];

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

interface CreateKeyDialogProps {
  onClose: () => void;
  onMade: (key: Schemas['NewApiKeyView']) => void;
}

/** What the key is called and may do; the administrator also says whose it is. */
export function CreateKeyDialog({ onClose, onMade }: CreateKeyDialogProps) {
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
