import { useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useId, useRef } from 'react';
import { Link, NavLink, useNavigate } from 'react-router';
import { answerOf, api } from '../api/client.js';
import { useSend } from '../api/use-send.js';
import { SideDrawers } from '../network/side-drawers.js';
import { homeOf, mayOpen, pageNames, pages } from '../session/roles.js';
import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { LanguageSwitch } from './language-switch.js';
import { LiveBanner, LiveLamp } from './live-banner.js';
import { Shortcuts } from './shortcuts.js';

/** Head with the pages of one's roles, and the page below it. */
export function Layout({ children }: { children: ReactNode }) {
  const texts = useTexts();
  const me = useMe();
  return (
    <>
      <a className="skip" href="#main">
        {texts.shell.skip}
      </a>
      <header className="head">
        <Link to={homeOf(me.roles)} className="brand">
          Callout
        </Link>
        <nav aria-label={texts.shell.menu} className="menu">
          {pageNames
            .filter((name) => mayOpen(name, me.roles))
            .map((name) => (
              <NavLink key={name} to={pages[name].path}>
                {texts.pages[name]}
              </NavLink>
            ))}
        </nav>
        <Shortcuts />
        <LiveLamp />
        <UserMenu />
      </header>
      <LiveBanner />
      <main id="main" tabIndex={-1}>
        {children}
        <SideDrawers />
      </main>
    </>
  );
}

function UserMenu() {
  const texts = useTexts();
  const me = useMe();
  const id = useId();
  const menu = useRef<HTMLDivElement>(null);
  const client = useQueryClient();
  const navigate = useNavigate();
  const signOut = useSend(async () => {
    await answerOf(api.DELETE('/api/v1/sessions/current'));
    client.clear();
    client.setQueryData(['me'], null);
    await navigate('/');
  }, []);
  return (
    <>
      <button className="user" popoverTarget={id} aria-haspopup="true">
        {me.name}
      </button>
      <div id={id} ref={menu} popover="auto" className="user-menu">
        <p>
          <strong>{me.name}</strong>
          <br />
          {me.roles.map((role) => texts.roles[role]).join(', ')}
        </p>
        <LanguageSwitch />
        <a href="/docs">{texts.signIn.api}</a>
        <button onClick={() => signOut.mutate(undefined)} disabled={signOut.isPending}>
          {texts.shell.signOut}
        </button>
      </div>
    </>
  );
}
