import { useLocation } from 'react-router';

/** Names in the address of what is open beside a page. */
export const technicianParameter = 'technician';
export const siteParameter = 'repairSite';

/** Addresses that open a technician, a site or an order beside the page one is on; its filters stay. */
export function useSideLinks() {
  const { pathname, search } = useLocation();
  const linkTo = (name: string, id: string) => {
    const parameters = withoutSide(new URLSearchParams(search));
    parameters.set(name, id);
    return `${pathname}?${parameters}`;
  };
  return {
    technician: (id: string) => linkTo(technicianParameter, id),
    site: (id: string) => linkTo(siteParameter, id),
    /** Board and map stay where they are; other pages lead to the list. */
    order(id: string) {
      const parameters = withoutSide(new URLSearchParams(search));
      if (pathname === '/app/timeline') return linkTo('order', id);
      return pathname.startsWith('/app/map') ? `/app/map/${id}?${parameters}` : `/app/orders/${id}`;
    },
  };
}

/** Without a technician or site beside it. */
export function withoutSide(parameters: URLSearchParams): URLSearchParams {
  const after = new URLSearchParams(parameters);
  after.delete(technicianParameter);
  after.delete(siteParameter);
  return after;
}
