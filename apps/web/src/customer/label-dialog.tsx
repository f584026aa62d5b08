import encodeQr from 'qr';
import { useTexts } from '../texts/text-context.js';
import { Dialog } from '../ui/dialog.js';
import { Loaded } from '../ui/states.js';
import { useAssetCode } from './agent-queries.js';
import './customer.css';

/** White modules around the code, which readers need. */
const quiet = 2;

/** The label of an asset: its QR code leads to the page on which anybody reports a fault of it. */
export function LabelDialog({ assetId, onClose }: { assetId: string; onClose: () => void }) {
  const texts = useTexts();
  const query = useAssetCode(assetId);
  return (
    <Dialog title={texts.customer.agent.label} onClose={onClose}>
      <Loaded query={query}>{({ path }) => <Label url={`${location.origin}${path}`} />}</Loaded>
    </Dialog>
  );
}

function Label({ url }: { url: string }) {
  const texts = useTexts();
  const { size, shape } = drawn(url);
  return (
    <div className="label">
      <p>{texts.customer.agent.labelAbout}</p>
      <svg className="qr" viewBox={`0 0 ${size} ${size}`} role="img" aria-label={url}>
        <path d={shape} fill="#000" shapeRendering="crispEdges" />
      </svg>
      <p className="muted">{url}</p>
      <footer>
        <a className="button" href={url} target="_blank" rel="noreferrer">
          {texts.customer.agent.opens}
        </a>
        <a className="button" href={fileOf(size, shape)} download="qr.svg">
          {texts.customer.agent.download}
        </a>
        <button onClick={() => window.print()}>{texts.customer.agent.print}</button>
      </footer>
    </div>
  );
}

/** One square per dark module. Correction "medium": a scratched label still reads. */
function drawn(text: string): { size: number; shape: string } {
  const modules = encodeQr(text, 'raw', { ecc: 'medium', border: quiet });
  const squares = modules.flatMap((row, y) => row.flatMap((dark, x) => (dark ? [`M${x} ${y}h1v1h-1z`] : [])));
  return { size: modules.length, shape: squares.join('') };
}

const fileOf = (size: number, shape: string) =>
  `data:image/svg+xml,${encodeURIComponent(
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${size} ${size}"><rect width="100%" height="100%" fill="#fff"/><path d="${shape}"/></svg>`,
  )}`;
