import { useQuery, useQueryClient } from '@tanstack/react-query';
import { type FormEvent, useState } from 'react';
import { Navigate, useSearchParams } from 'react-router';
import { answerOf, api } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import { LanguageSwitch } from '../shell/language-switch.js';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import { Loading, ProblemNote } from '../ui/states.js';
import { useTitle } from '../ui/use-title.js';
import { homeOf, type Role } from './roles.js';
import { forgetOthers, useMeQuery } from './session.js';
import { StartFacts } from './start-facts.js';

interface Start {
  services: { name: string; instances: number; ready: number }[];
  singleSignOn: boolean;
  accounts: { name: string; password: string; roles: Role[] }[];
}

/** Only paths of our own: a link must not lead elsewhere after the sign-in. */
const safeNext = (next: string | null) => (next && /^\/app\/[\w/?=&%.-]*$/.test(next) ? next : undefined);

/** The first page: sign in by name and password, at the company's own sign-in where there is one, or with one click as somebody of the demo. */
export function SignInPage() {
  const texts = useTexts();
  useTitle(texts.signIn.title);
  const client = useQueryClient();
  const [parameters] = useSearchParams();
  const { data: me } = useMeQuery();
  const [wish, setWish] = useState({ name: '', password: '' });
  const { data: start } = useQuery({
    queryKey: ['start'],
    queryFn: async ({ signal }) => (await (await fetch('/app/start.json', { signal })).json()) as Start,
    refetchInterval: 10_000,
  });
  const signIn = useSend(async (body: { name: string; password: string }) => {
    await answerOf(api.POST('/api/v1/sessions', { body }));
    const user = await answerOf(api.GET('/api/v1/me'));
    await forgetOthers(user.id);
    client.clear();
    client.setQueryData(['me'], user);
  }, []);
  const next = safeNext(parameters.get('next'));
  if (me) return <Navigate to={next ?? homeOf(me.roles)} replace />;
  if (me === undefined) return <Loading />;
  const send = (event: FormEvent) => {
    event.preventDefault();
    signIn.mutate(wish);
  };
  const busy = signIn.isPending;
  return (
    <main className="sign-in">
      <header>
        <h1>Callout</h1>
        <LanguageSwitch />
      </header>
      <p className="about">{texts.signIn.about}</p>
      {parameters.has('expired') && (
        <p role="status" className="note warn">
          {texts.signIn.expired}
        </p>
      )}
      <form onSubmit={send} className="panel">
        <Field label={texts.signIn.name}>
          <input
            name="name"
            autoComplete="username"
            required
            value={wish.name}
            onChange={({ target }) => setWish({ ...wish, name: target.value })}
          />
        </Field>
        <Field label={texts.signIn.password}>
          <input
            name="password"
            type="password"
            autoComplete="current-password"
            required
            value={wish.password}
            onChange={({ target }) => setWish({ ...wish, password: target.value })}
          />
        </Field>
        {signIn.error && <ProblemNote problem={signIn.error} />}
        <button className="primary" disabled={busy}>
          {busy ? texts.common.working : texts.signIn.submit}
        </button>
        {start?.singleSignOn && (
          <a href={next ? `/sign-on?next=${encodeURIComponent(next)}` : '/sign-on'}>{texts.signIn.singleSignOn}</a>
        )}
      </form>
      {start && start.accounts.length > 0 && (
        <section aria-labelledby="demo">
          <h2 id="demo">{texts.signIn.demo}</h2>
          <p className="muted">{texts.signIn.demoNote}</p>
          <ul className="accounts">
            {start.accounts.map(({ name, password, roles }) => (
              <li key={name}>
                <button disabled={busy} onClick={() => signIn.mutate({ name, password })}>
                  <strong>{roles.map((role) => texts.roles[role]).join(', ')}</strong>
                  <small>{name}</small>
                </button>
              </li>
            ))}
          </ul>
          <p className="muted">{texts.signIn.moreAccounts(start.accounts[0]?.password ?? '')}</p>
        </section>
      )}
      {start && <StartFacts services={start.services} />}
    </main>
  );
}
