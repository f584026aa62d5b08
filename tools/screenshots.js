// npm run screenshots [-- part of a name …]: builds, then makes docs/screenshots/ anew in a real Chromium on two demos; look at each before it is committed.
import { build } from './build.js';
import { buildWeb } from './build-web.js';
import { missingChromium } from './chromium.js';

const missing = missingChromium();
if (missing) {
  console.error(`screenshots need ${missing}`);
  process.exit(2);
}
await build();
await buildWeb();
const { main } = await import('../dist/test/web/screenshots.js');
await main(process.argv.slice(2));
