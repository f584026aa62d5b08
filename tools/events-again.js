// npm run events-again -- send|hear <service> ...: events once more after a database was restored; see docs/operations.md.
import { build } from './build.js';

await build();
const { eventsAgainCommand } = await import('../dist/libs/common/src/messaging/events-again.command.js');
try {
  await eventsAgainCommand(process.argv.slice(2), process.env, console.log);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
