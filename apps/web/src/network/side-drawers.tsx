import { lazy, Suspense } from 'react';
import { useSearchParams } from 'react-router';
import { siteParameter, technicianParameter, withoutSide } from './links.js';

const TechnicianDrawer = lazy(() => import('./technician-drawer.js'));
const SiteDrawer = lazy(() => import('./site-drawer.js'));

/** The technician or the site that the address names, beside whatever page it is the address of. */
export function SideDrawers() {
  const [parameters, setParameters] = useSearchParams();
  const [technicianId, siteId] = [parameters.get(technicianParameter), parameters.get(siteParameter)];
  const close = () => setParameters(withoutSide);
  return (
    <Suspense>
      {technicianId && <TechnicianDrawer key={technicianId} id={technicianId} onClose={close} />}
      {!technicianId && siteId && <SiteDrawer key={siteId} id={siteId} onClose={close} />}
    </Suspense>
  );
}
