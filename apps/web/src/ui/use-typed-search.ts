import { useEffect, useState } from 'react';
import { useSearchParams } from 'react-router';

/** Browsers allow an address to be changed a few times a second only. */
const pauseMilliseconds = 300;

/**
 * A search whose words stand in the address, so that a view can be sent to a colleague: the address follows what is typed a moment later, without a new step
 * in the history, and leads when it is changed by something else. The field shows what is typed and never waits for the address: the router renders that when
 * there is time, and a field that is set back meanwhile loses letters and breaks off the composing of Chinese.
 */
export function useTypedSearch(name = 'search') {
  const [parameters, setParameters] = useSearchParams();
  const inAddress = parameters.get(name) ?? '';
  const [typed, setTyped] = useState(inAddress);
  /** What was written into the address last, or read there. */
  const [known, setKnown] = useState(inAddress);
  const [before, setBefore] = useState(inAddress);
  if (before !== inAddress) {
    setBefore(inAddress);
    if (known !== inAddress) {
      setKnown(inAddress);
      setTyped(inAddress);
    }
  }
  useEffect(() => {
    const words = typed.trim();
    if (words === inAddress) return;
    const timer = setTimeout(() => {
      setKnown(words);
      setParameters(
        (current) => {
          const after = new URLSearchParams(current);
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
