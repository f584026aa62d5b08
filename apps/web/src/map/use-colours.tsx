import { useEffect, useRef, useState } from 'react';
import type { Colours } from './draw.js';
import { mapKinds } from './points.js';

const names = [...mapKinds, 'water', 'land', 'border', 'text', 'halo'] as const;

/** A canvas knows no design tokens: it gets them as the browser has worked them out for the present scheme, light or dark. */
export function useColours() {
  const holder = useRef<HTMLDivElement>(null);
  const [colours, setColours] = useState<Colours>();
  useEffect(() => {
    const read = () => {
      const spans = [...(holder.current?.children ?? [])];
      setColours(
        Object.fromEntries(spans.map((span, index) => [names[index], getComputedStyle(span).color])) as Colours,
      );
    };
    read();
    const dark = matchMedia('(prefers-color-scheme: dark)');
    dark.addEventListener('change', read);
    return () => dark.removeEventListener('change', read);
  }, []);
  const swatches = (
    <div ref={holder} hidden>
      {names.map((name) => (
        <span key={name} className={`map-${name}`} />
      ))}
    </div>
  );
  return { colours, swatches };
}
