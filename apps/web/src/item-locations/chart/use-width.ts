import { type RefObject, useEffect, useRef, useState } from 'react';

const leastWidth = 280;

/** How wide an element is, as it changes; undefined before it is there. */
export function useWidth(): [RefObject<HTMLElement | null>, number | undefined] {
  const box = useRef<HTMLElement>(null);
  const [width, setWidth] = useState<number>();
  useEffect(() => {
    if (!box.current) return undefined;
    const observer = new ResizeObserver(([entry]) => {
      if (entry) setWidth(Math.max(leastWidth, Math.floor(entry.contentRect.width)));
    });
    observer.observe(box.current);
    return () => observer.disconnect();
  }, []);
  return [box, width];
}
