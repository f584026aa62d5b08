import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';

/** Browsers allow an address to be changed a few times a second only. */
const pauseMilliseconds = 300;

/**
 * A search whose words stand in the address, so that a view can be sent to a colleague: the address follows what is typed a moment later, without a new step
 * in the history, and leads when it is changed by something else.
 */
export function useTypedSearch(name = 'search') {
  const [parameters, setParameters] = useSearchParams();
  const inAddress = parameters.get(name) ?? '';
  const [typed, setTyped] = useState(inAddress);
  const [written, setWritten] = useState(inAddress);
  if (written !== inAddress) {
    setWritten(inAddress);
    if (typed.trim() !== inAddress) setTyped(inAddress);
  }
  useEffect(() => {
    const words = typed.trim();
    if (words === inAddress) return;
    const timer = setTimeout(() => {
      setWritten(words);
      setParameters(
        (before) => {
          const after = new URLSearchParams(before);
          if (words) after.set(name, words);
          else after.delete(name);
          return after;
        },
        { replace: true },
      );
    }, pauseMilliseconds);
    return () => clearTimeout(timer);
  }, [typed, inAddress, name, setParameters]);
  return { typed, setTyped, search: inAddress };
}
