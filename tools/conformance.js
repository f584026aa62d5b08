// npm run conformance -- --url <sandbox> --key <site's key> [options]: checks a site's integration; see docs/site-api.md.
import { build } from './build.js';

await build();
const { conformance } = await import('../dist/replay/conformance/main.js');
try {
  process.exitCode = (await conformance(process.argv.slice(2), console.log)) > 0 ? 1 : 0;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
