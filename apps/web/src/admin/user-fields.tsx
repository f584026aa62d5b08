import { useId, useState } from 'react';
import { useQuery } from '@tanstack/react-query';
import { allPages, answerOf, api, type Schemas } from '../api/client.js';
import { useSites } from '../api/lookups.js';
import type { Problem } from '../api/problem.js';
import type { Role } from '../session/roles.js';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { named, Options } from '../ui/options.js';
import { needsSite, needsTechnician } from './binding.js';

interface UserFieldsProps {
  /** Who is changed; a new user if left out. */
  user?: Schemas['UserView'];
  problem: Problem | null;
}

const pageSize = 200;

/** Name shown, roles (`roles`), and the site and technician that these ask for. */
export function UserFields({ user, problem }: UserFieldsProps) {
  const texts = useTexts();
  const { data: sites = [] } = useSites();
  const [roles, setRoles] = useState<readonly Role[]>(user?.roles ?? []);
  const [siteId, setSiteId] = useState(user?.siteId ?? '');
  return (
    <>
      <Field label={texts.users.displayName} name="displayName" problem={problem}>
        <input name="displayName" required maxLength={120} autoComplete="off" defaultValue={user?.displayName} />
      </Field>
      <RoleChoice chosen={roles} onChosen={setRoles} problem={problem} />
      {needsSite(roles) && (
        <Field label={texts.orders.site} name="siteId" problem={problem}>
          <select name="siteId" value={siteId} onChange={({ target }) => setSiteId(target.value)}>
            <Options none={texts.common.choose} of={named(sites)} />
          </select>
        </Field>
      )}
      {needsTechnician(roles) && (
        <TechnicianField key={siteId} siteId={siteId} chosen={user?.technicianId} problem={problem} />
      )}
    </>
  );
}

interface RoleChoiceProps {
  chosen: readonly Role[];
  onChosen: (roles: Role[]) => void;
  problem: Problem | null;
}

function RoleChoice({ chosen, onChosen, problem }: RoleChoiceProps) {
  const texts = useTexts();
  const id = useId();
  const faults = problem?.fields.filter(({ field }) => field.startsWith('roles')) ?? [];
  const roles = Object.entries(texts.roles) as [Role, string][];
  return (
    <fieldset aria-describedby={faults.length > 0 ? id : undefined}>
      <legend>{texts.users.role}</legend>
      {roles.map(([role, label]) => (
        <label key={role} className="choice">
          <input
            type="checkbox"
            name="roles"
            value={role}
            checked={chosen.includes(role)}
            onChange={({ target }) =>
              onChosen(target.checked ? [...chosen, role] : chosen.filter((other) => other !== role))
            }
          />{' '}
          {label}
        </label>
      ))}
      {faults.length > 0 && (
        <p id={id} className="fault">
          {faults.map(({ message }) => message).join('; ')}
        </p>
      )}
    </fieldset>
  );
}

interface TechnicianFieldProps {
  siteId: string;
  chosen: string | undefined;
  problem: Problem | null;
}

/** Who works on the telephone with this account: a technician of the site. */
function TechnicianField({ siteId, chosen, problem }: TechnicianFieldProps) {
  const texts = useTexts();
  const { data: technicians } = useQuery({
    queryKey: ['technicians', 'of-site', siteId],
    queryFn: ({ signal }) =>
      allPages((cursor) =>
        answerOf(api.GET('/api/v1/technicians', { params: { query: { limit: pageSize, siteId, cursor } }, signal })),
      ),
    enabled: siteId !== '',
  });
  const shown = technicians?.filter(({ id, active }) => active || id === chosen) ?? [];
  return (
    <Field
      label={texts.visits.technician}
      name="technicianId"
      problem={problem}
      hint={siteId === '' ? texts.users.siteFirst : undefined}
    >
      {/* made anew once they are known: a select forgets a choice that it does not have yet */}
      <select key={technicians ? 'known' : 'asked'} name="technicianId" defaultValue={chosen ?? ''}>
        <Options none={texts.common.choose} of={named(shown)} />
      </select>
    </Field>
  );
}
