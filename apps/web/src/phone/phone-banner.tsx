import { Link } from 'react-router';
import { pages } from '../session/roles.js';
import { useOnline } from '../shell/live-banner.js';
import { useTexts } from '../texts/text-context.js';
import { usePhone } from './phone-context.js';
import { stopped, unsent } from './steps.js';

/** What of one's work is not at the server yet, and why; nothing while there is nothing to say. */
export default function PhoneBanner() {
  const texts = useTexts().phone;
  const isOnline = useOnline();
  const { steps, end, ofOthers } = usePhone();
  const waiting = unsent(steps).length;
  const toDecide = stopped(steps).size;
  const isOffline = !isOnline || end === 'unreachable';
  const said = [
    ...(isOffline ? [waiting > 0 ? texts.offlineWaiting(waiting) : texts.offline] : []),
    ...(!isOffline && waiting > 0 ? [end === 'busy' ? texts.busy(waiting) : texts.sending(waiting)] : []),
    ...(ofOthers > 0 ? [texts.ofOthers(ofOthers)] : []),
  ];
  if (said.length === 0 && toDecide === 0) return null;
  return (
    <div role="status" className="banner">
      {said.join(' ')} {toDecide > 0 && <Link to={pages.myDay.path}>{texts.toDecide(toDecide)}</Link>}
    </div>
  );
}
