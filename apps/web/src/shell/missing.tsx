import { Link, Navigate, useLocation } from 'react-router';
import { homeOf } from '../session/roles.js';
import { useMe } from '../session/session.js';
import { useTexts } from '../texts/text-context.js';
import { useTitle } from '../ui/use-title.js';

/** Where one's role begins. */
export const HomePage = () => <Navigate to={homeOf(useMe().roles)} replace />;

/** For an address that no page has. */
export function MissingPage() {
  const texts = useTexts();
  const { pathname } = useLocation();
  const me = useMe();
  useTitle(texts.missing.title);
  return (
    <section className="panel">
      <h1>{texts.missing.title}</h1>
      <p>{texts.missing.text(pathname)}</p>
      <Link to={homeOf(me.roles)}>{texts.forbidden.home}</Link>
    </section>
  );
}
