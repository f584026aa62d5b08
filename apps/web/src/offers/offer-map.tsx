import { useMemo } from 'react';
import { useNavigate } from 'react-router';
import { useSiteOf } from '../api/lookups.js';
import { MapCanvas } from '../map/map-canvas.js';
import { waitingPoints } from '../map/points.js';
import { useNow } from '../time/business-clock.js';
import type { Offer } from './queries.js';

/** The order and the site that is asked. Press the order and it opens. */
export default function OfferMap({ offer }: { offer: Offer }) {
  const site = useSiteOf()(offer.siteId);
  const navigate = useNavigate();
  const now = useNow(60_000);
  const points = useMemo(() => {
    const { repairOrderId: id, orderNumber: number, category, dueBy, place } = offer;
    return waitingPoints([{ id, number, category, dueBy, place }], site ? [site] : [], now);
  }, [offer, site, now]);
  return (
    <div className="side-map">
      <MapCanvas
        points={points}
        openId={offer.repairOrderId}
        onPick={(picked) => {
          if (picked.some(({ id }) => id === offer.repairOrderId)) void navigate(`/app/orders/${offer.repairOrderId}`);
        }}
      />
    </div>
  );
}
