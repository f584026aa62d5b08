import { lazy, type ReactNode, Suspense, useId, useRef } from 'react';
import { Link, NavLink } from 'react-router';
import { SideDrawers } from '../network/side-drawers.js';
import { OwnPassword } from '../session/own-password.js';
import { homeOf, mayOpen, pageNames, pages } from '../session/roles.js';
import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { LanguageSwitch } from './language-switch.js';
import { LiveBanner, LiveLamp } from './live-banner.js';
import { Shortcuts } from './shortcuts.js';
import { SignOut } from './sign-out.js';

const CallBar = lazy(() => import('../calls/call-bar.js'));
const PhoneBanner = lazy(() => import('../phone/phone-banner.js'));

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
            .filter((name) => name !== 'failureRecords' && mayOpen(name, me.roles)) // the numbers of other pages lead there
            .map((name) => (
              <NavLink key={name} to={pages[name].path}>
                {texts.pages[name]}
              </NavLink>
            ))}
        </nav>
        <Shortcuts />
        <LiveLamp />
        <UserMenu />
        {mayOpen('calls', me.roles) && (
          <Suspense>
            <CallBar />
          </Suspense>
        )}
      </header>
      {me.roles.includes('technician') ? (
        <Suspense>
          <PhoneBanner />
        </Suspense>
      ) : (
        <LiveBanner />
      )}
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
        <OwnPassword />
        <SignOut />
      </div>
    </>
  );
}
