import { useSearchParams } from 'react-router';

/** Puts one value of a filter into the address, or takes it out; the others stay. */
export function useAddressFilter(): (name: string, value: string) => void {
  const [, setParameters] = useSearchParams();
  return (name, value) =>
    setParameters((before) => {
      const after = new URLSearchParams(before);
      if (value) after.set(name, value);
      else after.delete(name);
      return after;
    });
}
