import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { useTexts } from '../texts/text-context.js';
import { useTitle } from '../ui/use-title.js';
import { homeOf, mayOpen, type PageName } from './roles.js';
import { useMe } from './session.js';

/** The page for those who may open it; for others the plain word that they may not. */
export function Guarded({ page, children }: { page: PageName; children: ReactNode }) {
  return mayOpen(page, useMe().roles) ? children : <ForbiddenPage page={page} />;
}

function ForbiddenPage({ page }: { page: PageName }) {
  const texts = useTexts();
  const { roles } = useMe();
  useTitle(texts.forbidden.title);
  return (
    <section className="panel">
      <h1>{texts.forbidden.title}</h1>
      <p>{texts.forbidden.text(texts.pages[page], roles.map((role) => texts.roles[role]).join(', '))}</p>
      <Link to={homeOf(roles)}>{texts.forbidden.home}</Link>
    </section>
  );
}
