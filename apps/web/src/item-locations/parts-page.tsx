import { useParams } from 'react-router';
import { ItemGrid } from './item-grid.js';
import { ItemView } from './item-view.js';
import { Network } from './network.js';
import './chart/chart.css';
import './item.css';

/** Every planned item-location; one part at all places; one part at one place: what the address names. */
export default function PartsPage() {
  const { partId, locationId } = useParams();
  if (!partId) return <ItemGrid />;
  if (!locationId) return <Network key={partId} partId={partId} />;
  return <ItemView key={`${partId} ${locationId}`} partId={partId} locationId={locationId} />;
}
