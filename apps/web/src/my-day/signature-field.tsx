import { type PointerEvent, useEffect, useRef } from 'react';
import { newUuid } from '../api/uuid.js';
import { useTexts } from '../texts/text-context.js';
import { Field } from '../ui/field.js';
import type { Drawing } from './draft.js';

interface SignatureFieldProps {
  signature: Drawing | undefined;
  signedBy: string;
  onDrawn: (signature: Drawing | undefined) => void;
  onNamed: (name: string) => void;
}

/** In pixels of the picture, whatever the size of the screen. */
const [width, height] = [900, 300];
const penWidth = 5;
const prefix = 'data:image/png;base64,';

/** The customer signs with finger or pen. It becomes a black and white picture, whatever the colours of the page. */
export function SignatureField({ signature, signedBy, onDrawn, onNamed }: SignatureFieldProps) {
  const texts = useTexts().myDay.report;
  const canvas = useRef<HTMLCanvasElement>(null);
  const isDown = useRef(false);
  const first = useRef(signature);
  useEffect(() => {
    const context = canvas.current?.getContext('2d');
    if (!context) return;
    clear(context);
    if (first.current) void paint(context, first.current);
  }, []);

  const pen = ({ currentTarget, clientX, clientY }: PointerEvent<HTMLCanvasElement>) => {
    const box = currentTarget.getBoundingClientRect();
    const context = currentTarget.getContext('2d');
    return (
      context &&
      ([context, ((clientX - box.left) * width) / box.width, ((clientY - box.top) * height) / box.height] as const)
    );
  };
  const begin = (event: PointerEvent<HTMLCanvasElement>) => {
    const at = pen(event);
    if (!at || !event.isPrimary) return;
    event.currentTarget.setPointerCapture(event.pointerId);
    isDown.current = true;
    const [context, x, y] = at;
    context.beginPath();
    context.moveTo(x, y);
    draw(context, x, y);
  };
  const move = (event: PointerEvent<HTMLCanvasElement>) => {
    const at = isDown.current && pen(event);
    if (at) draw(...at);
  };
  const end = ({ currentTarget }: PointerEvent<HTMLCanvasElement>) => {
    if (!isDown.current) return;
    isDown.current = false;
    const contentBase64 = currentTarget.toDataURL('image/png').slice(prefix.length);
    onDrawn({ key: newUuid(), name: 'signature.png', contentType: 'image/png', contentBase64 });
  };
  const wipe = () => {
    const context = canvas.current?.getContext('2d');
    if (context) clear(context);
    onDrawn(undefined);
  };
  return (
    <fieldset className="signature">
      <legend>{texts.signature}</legend>
      <canvas
        ref={canvas}
        width={width}
        height={height}
        role="img"
        aria-label={texts.signHere}
        onPointerDown={begin}
        onPointerMove={move}
        onPointerUp={end}
        onPointerCancel={end}
      />
      <button type="button" disabled={!signature} onClick={wipe}>
        {texts.clear}
      </button>
      <Field label={texts.signedBy}>
        <input autoComplete="off" maxLength={120} value={signedBy} onChange={({ target }) => onNamed(target.value)} />
      </Field>
    </fieldset>
  );
}

function clear(context: CanvasRenderingContext2D): void {
  context.fillStyle = '#fff';
  context.fillRect(0, 0, width, height);
  Object.assign(context, { strokeStyle: '#000', lineWidth: penWidth, lineCap: 'round', lineJoin: 'round' });
}

function draw(context: CanvasRenderingContext2D, x: number, y: number): void {
  context.lineTo(x, y);
  context.stroke();
}

async function paint(context: CanvasRenderingContext2D, { contentBase64 }: Drawing): Promise<void> {
  const image = new Image();
  image.src = `${prefix}${contentBase64}`;
  await image.decode();
  context.drawImage(image, 0, 0);
}
