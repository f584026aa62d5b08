// npm run dead-letters -- <service> groups|list|replay|discard ...: messages that could not be handled; see docs/operations.md.
import { build } from './build.js';

await build();
const { deadLettersCommand } = await import('../dist/libs/common/src/messaging/dead-letters.command.js');
try {
  await deadLettersCommand(process.argv.slice(2), process.env.DATABASE_URL, console.log);
} catch (error) {
  console.error(error.message);
  process.exitCode = 1;
}
