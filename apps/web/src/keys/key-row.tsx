import { useState } from 'react';
import { Link } from 'react-router';
import { answerOf, api, type Schemas } from '../api/client.js';
import { useSiteOf } from '../api/lookups.js';
import { useSend } from '../api/use-send.js';
import { useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Badge } from '../ui/badge.js';
import { ConfirmDialog } from '../ui/confirm-dialog.js';

export type Key = Schemas['ApiKeyView'];

/** One key: what it may do, when it was used, its last calls; revoked after a question, since nobody can take that back. */
export function KeyRow({ item }: { item: Key }) {
  const texts = useTexts();
  const format = useFormat();
  const siteOf = useSiteOf();
  const [isAsked, setAsked] = useState(false);
  const revoke = useSend(
    (id: string) => answerOf(api.DELETE('/api/v1/api-keys/{id}', { params: { path: { id } } })),
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
        <Link to={`?calls=${item.id}`} aria-label={texts.keys.calls.of(item.name)}>
          {texts.keys.calls.title}
        </Link>{' '}
        {item.revokedAt ? (
          <Badge>{texts.keys.revoked}</Badge>
        ) : (
          <button onClick={() => setAsked(true)}>{texts.keys.revoke}</button>
        )}
        {isAsked && (
          <ConfirmDialog
            title={texts.keys.revokeTitle(item.name)}
            submit={texts.keys.revoke}
            send={revoke}
            wish={item.id}
            onClose={() => setAsked(false)}
          >
            <p>{texts.keys.revokeNote}</p>
          </ConfirmDialog>
        )}
      </td>
    </tr>
  );
}
