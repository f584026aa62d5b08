import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { Link } from 'react-router';
import { answerOf, api } from '../api/client.js';
import { useSiteOf, useTechnicianName } from '../api/lookups.js';
import { Problem } from '../api/problem.js';
import { useSideLinks } from '../network/links.js';
import { useHasRole } from '../session/session.js';
import { usePick, useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { Facts } from '../ui/facts.js';
import { ProblemNote } from '../ui/states.js';
import type { Order } from './queries.js';

/** What is to be repaired, where, until when, and for whom. */
export function OrderFacts({ order }: { order: Order }) {
  const texts = useTexts();
  const format = useFormat();
  const pick = usePick();
  const siteOf = useSiteOf();
  const technicianName = useTechnicianName();
  const links = useSideLinks();
  const zone = order.place.timeZone;
  const { data: product } = useQuery({
    queryKey: ['products', order.productId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/products/{id}', { params: { path: { id: order.productId } }, signal })),
    staleTime: 600_000,
    retry: false,
  });
  const { data: request } = useQuery({
    queryKey: ['requests', order.requestId],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/requests/{id}', { params: { path: { id: order.requestId } }, signal })),
    retry: false,
  });
  const { filters: _, ...labels } = texts.orders;
  const site = order.siteId && <Link to={links.site(order.siteId)}>{siteOf(order.siteId)?.name ?? '…'}</Link>;
  const technician = order.technicianId && (
    <Link to={links.technician(order.technicianId)}>{technicianName(order.technicianId) ?? '…'}</Link>
  );
  const facts: [string, ReactNode][] = [
    [labels.problem, request?.problem],
    [labels.product, product && pick({ en: product.nameEn, zh: product.nameZh })],
    [labels.skill, `${texts.skills[order.skill] ?? order.skill} ${labels.level(order.skillLevel)}`],
    [labels.dueBy, format.fullDateTime(order.dueBy, zone)],
    [
      labels.windows,
      order.windows.map(({ from, to }) => `${format.dateTime(from, zone)} – ${format.time(to, zone)}`).join('; '),
    ],
    [labels.site, site],
    [texts.visits.technician, technician],
    [
      labels.waitingFor,
      order.waitingFor === 'nobody'
        ? undefined
        : `${texts.party[order.waitingFor]}${order.waitingUntil ? ` · ${labels.until(format.dateTime(order.waitingUntil, zone))}` : ''}`,
    ],
    [labels.statusReason, order.statusReason],
  ];
  return (
    <section>
      <Facts facts={facts} />
      <Contact order={order} />
    </section>
  );
}

/** Whom to reach. A site sees it once it has accepted; before that the API answers that there is nothing. */
function Contact({ order }: { order: Order }) {
  const texts = useTexts();
  const may = useHasRole('agent', 'dispatcher', 'supervisor', 'site_manager', 'technician');
  const { data, error } = useQuery({
    queryKey: ['requests', order.requestId, 'contact', order.status],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/requests/{id}/contact', { params: { path: { id: order.requestId } }, signal })),
    enabled: may,
    retry: false,
  });
  if (!may) return null;
  if (error instanceof Problem && error.status === 404) return <p className="muted">{texts.orders.contactLater}</p>;
  if (error) return <ProblemNote problem={error} />;
  if (!data) return null;
  return (
    <address className="contact">
      <strong>{data.customerName}</strong>
      {data.contactName !== data.customerName && <span>{data.contactName}</span>}
      {data.phone && <a href={`tel:${data.phone.replaceAll(' ', '')}`}>{data.phone}</a>}
      {data.email && <a href={`mailto:${data.email}`}>{data.email}</a>}
      <span>{[data.street, data.postalCode, data.place.locality].filter(Boolean).join(', ')}</span>
    </address>
  );
}
