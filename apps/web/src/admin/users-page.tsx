import { type InfiniteData, useInfiniteQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { useSearchParams } from 'react-router';
import { answerOf, api, type Schemas } from '../api/client.js';
import { useSiteOf } from '../api/lookups.js';
import { showAtOnce } from '../api/shown-at-once.js';
import { useSend } from '../api/use-send.js';
import { useAddressFilter } from '../planner/use-address-filter.js';
import type { Role } from '../session/roles.js';
import { useTexts } from '../texts/text-context.js';
import { Badge } from '../ui/badge.js';
import { More } from '../ui/more.js';
import { Loaded, ProblemNote } from '../ui/states.js';
import { TableHead } from '../ui/table-head.js';
import { useTitle } from '../ui/use-title.js';
import { ChangeDialog, CreateDialog, PasswordDialog } from './user-dialogs.js';

type User = Schemas['UserView'];

/** Who may sign in, as what. */
export default function UsersPage() {
  const texts = useTexts();
  useTitle(texts.pages.users);
  const roles = Object.keys(texts.roles) as Role[];
  const [isOpen, setOpen] = useState(false);
  const [parameters] = useSearchParams();
  const role = roles.find((name) => name === parameters.get('role'));
  const choose = useAddressFilter();
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
          <select value={role ?? ''} onChange={({ target }) => choose('role', target.value)}>
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

type Open = 'change' | 'password';
type Pages = InfiniteData<{ items: User[]; next: string | null }>;

/** Locking is a matter of one click: it is seen at once. */
const withChange =
  (id: string, { active }: Schemas['ChangeUser']) =>
  (known: Pages): Pages => ({
    ...known,
    pages: known.pages.map((page) => ({
      ...page,
      items: page.items.map((user) => (user.id === id && active !== undefined ? { ...user, active } : user)),
    })),
  });

function UserRow({ user }: { user: User }) {
  const texts = useTexts();
  const siteOf = useSiteOf();
  const [open, setOpen] = useState<Open>();
  const { id, version, active } = user;
  const change = useSend(
    (body: Schemas['ChangeUser']) =>
      answerOf(
        api.PATCH('/api/v1/users/{id}', { params: { path: { id }, header: { 'If-Match': `"${version}"` } }, body }),
      ),
    ['users'],
    (client, wish) => showAtOnce<Pages>(client, ['users'], withChange(id, wish)),
  );
  const dialog = { user, onClose: () => setOpen(undefined) };
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
        <button onClick={() => setOpen('change')}>{texts.users.change}</button>{' '}
        <button onClick={() => setOpen('password')}>{texts.users.password}</button>{' '}
        <button disabled={change.isPending} onClick={() => change.mutate({ active: !active })}>
          {active ? texts.users.lock : texts.users.unlock}
        </button>
        {change.error && <ProblemNote problem={change.error} />}
        {open === 'change' && <ChangeDialog {...dialog} />}
        {open === 'password' && <PasswordDialog {...dialog} />}
      </td>
    </tr>
  );
}
