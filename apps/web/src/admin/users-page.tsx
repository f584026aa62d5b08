import { useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { answerOf, api, once, type Schemas } from '../api/client.js';
import { useSiteOf, useSites } from '../api/lookups.js';
import { useSend } from '../api/use-send.js';
import type { Role } from '../session/roles.js';
import { useTexts } from '../texts/text-context.js';
import { Badge } from '../ui/badge.js';
import { Dialog } from '../ui/dialog.js';
import { Field } from '../ui/field.js';
import { More } from '../ui/more.js';
import { SendForm } from '../ui/send-form.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import { TableHead } from '../ui/table-head.js';
import { useTitle } from '../ui/use-title.js';

type User = Schemas['UserView'];

/** Who may sign in, as what. */
export default function UsersPage() {
  const texts = useTexts();
  useTitle(texts.pages.users);
  const [isOpen, setOpen] = useState(false);
  const [role, setRole] = useState<Role>();
  const query = useInfiniteQuery({
    queryKey: ['users', role],
    queryFn: ({ pageParam, signal }) =>
      answerOf(
        api.GET('/api/v1/users', {
          params: { query: { limit: 100, ...(role && { role }), cursor: pageParam } },
          signal,
        }),
      ),
    initialPageParam: undefined as string | undefined,
    getNextPageParam: ({ next }) => next ?? undefined,
  });
  return (
    <>
      <header className="page-head">
        <h1>{texts.pages.users}</h1>
        <button className="primary" onClick={() => setOpen(true)}>
          {texts.users.create}
        </button>
        <label className="inline">
          <span className="hidden">{texts.users.role}</span>
          <select
            value={role ?? ''}
            onChange={({ target }) => setRole((target.value || undefined) as Role | undefined)}
          >
            <option value="">{texts.users.allRoles}</option>
            {Object.entries(texts.roles).map(([value, label]) => (
              <option key={value} value={value}>
                {label}
              </option>
            ))}
          </select>
        </label>
      </header>
      <Loaded query={query}>
        {({ pages }) => (
          <table className="list stacking">
            <TableHead columns={[texts.signIn.name, texts.users.role, texts.orders.site, texts.common.actions]} />
            <tbody>
              {pages
                .flatMap(({ items }) => items)
                .map((user) => (
                  <UserRow key={user.id} user={user} />
                ))}
            </tbody>
          </table>
        )}
      </Loaded>
      <More query={query} />
      {isOpen && <CreateDialog onClose={() => setOpen(false)} />}
    </>
  );
}

function UserRow({ user }: { user: User }) {
  const texts = useTexts();
  const siteOf = useSiteOf();
  const { id, version, active } = user;
  const change = useSend(
    (body: Schemas['ChangeUser']) =>
      answerOf(
        api.PATCH('/api/v1/users/{id}', { params: { path: { id }, header: { 'If-Match': `"${version}"` } }, body }),
      ),
    ['users'],
  );
  return (
    <tr>
      <th scope="row" data-label={texts.signIn.name}>
        {user.displayName}
        <small>{user.name}</small>
      </th>
      <td data-label={texts.users.role}>{user.roles.map((role) => texts.roles[role]).join(', ')}</td>
      <td data-label={texts.orders.site}>{siteOf(user.siteId)?.name ?? '–'}</td>
      <td data-label={texts.common.actions}>
        {!active && <Badge tone="bad">{texts.users.locked}</Badge>}{' '}
        <button disabled={change.isPending} onClick={() => change.mutate({ active: !active })}>
          {active ? texts.users.lock : texts.users.unlock}
        </button>
        {change.error && <ProblemNote problem={change.error} />}
      </td>
    </tr>
  );
}

/** A user and the first password, in two writes: the first may be repeated, the second is. */
function CreateDialog({ onClose }: { onClose: () => void }) {
  const texts = useTexts();
  const { data: sites = [] } = useSites();
  const create = useSend(
    async ({ password, ...body }: Schemas['CreateUser'] & { password: string }, key) => {
      const user = await answerOf(api.POST('/api/v1/users', { params: { header: once(key) }, body }));
      await answerOf(api.PUT('/api/v1/users/{id}/password', { params: { path: { id: user.id } }, body: { password } }));
      return user;
    },
    ['users'],
  );
  return (
    <Dialog title={texts.users.create} onClose={onClose}>
      <SendForm
        send={create}
        submit={texts.users.create}
        onDone={onClose}
        wish={({ text }) => {
          const siteId = text('siteId');
          return {
            name: text('name') ?? '',
            displayName: text('displayName') ?? '',
            roles: [text('role') as Role],
            password: text('password') ?? '',
            ...(siteId && { siteId }),
          };
        }}
      >
        <Field label={texts.signIn.name} name="name" problem={create.error}>
          <input name="name" required maxLength={64} autoComplete="off" />
        </Field>
        <Field label={texts.users.displayName} name="displayName" problem={create.error}>
          <input name="displayName" required maxLength={120} autoComplete="off" />
        </Field>
        <Field label={texts.users.role} name="roles" problem={create.error}>
          <select name="role">
            {Object.entries(texts.roles)
              .filter(([value]) => value !== 'technician')
              .map(([value, label]) => (
                <option key={value} value={value}>
                  {label}
                </option>
              ))}
          </select>
        </Field>
        <Field label={texts.orders.site} name="siteId" problem={create.error} hint={texts.users.siteHint}>
          <select name="siteId" defaultValue="">
            <option value="">–</option>
            {sites.map(({ id, name }) => (
              <option key={id} value={id}>
                {name}
              </option>
            ))}
          </select>
        </Field>
        <Field label={texts.signIn.password} name="password" problem={create.error} hint={texts.users.passwordHint}>
          <input name="password" type="password" required minLength={10} maxLength={200} autoComplete="new-password" />
        </Field>
      </SendForm>
    </Dialog>
  );
}
