// Where a Chromium is that the browser stories may drive: CHROMIUM_PATH, or where Debian and its like put it.
import { existsSync } from 'node:fs';

const usualPlaces = ['/usr/bin/chromium', '/usr/bin/chromium-browser', '/usr/bin/google-chrome'];

/** The path of the browser; undefined where there is none. */
export const chromiumPath = () => process.env.CHROMIUM_PATH ?? usualPlaces.find((path) => existsSync(path));

/** What the browser stories lack on this machine, in words; undefined if nothing. */
export function missingChromium() {
  const path = chromiumPath();
  if (path === undefined) return 'a Chromium: install one (Debian: apt-get install chromium) or set CHROMIUM_PATH';
  return existsSync(path) ? undefined : `a Chromium: CHROMIUM_PATH is ${path}, where there is none`;
}
