// npm run replay -- --file <Open Repair Data CSV> [options]: builds, then replays real repair records; see replay/options.ts.
import { build } from './build.js';

await build();
const { main } = await import('../dist/replay/main.js');
try {
  process.exitCode = await main(process.argv.slice(2));
} catch (error) {
  console.error(`replay: ${error.message}`);
  if (process.env.LOG_LEVEL === 'debug') console.error(error);
  process.exitCode = 2;
}
