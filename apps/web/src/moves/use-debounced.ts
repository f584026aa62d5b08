import { useEffect, useState } from 'react';

/** A value once it has stood still for so long; nothing before. `name` tells values apart. */
export function useDebounced<T>(value: T | undefined, name: string | undefined, milliseconds: number): T | undefined {
  const [settled, setSettled] = useState<string>();
  useEffect(() => {
    const timer = setTimeout(() => setSettled(name), milliseconds);
    return () => clearTimeout(timer);
  }, [name, milliseconds]);
  return settled === name ? value : undefined;
}
