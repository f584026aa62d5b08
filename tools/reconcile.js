// npm run reconcile -- --url <gateway> [--repair]: what the services hold differently about the same orders; see docs/operations.md.
import { build } from './build.js';

await build();
const { reconcileCommand } = await import('../dist/apps/gateway/src/reconciliation/reconcile.command.js');
try {
  if ((await reconcileCommand(process.argv.slice(2), process.env, console.log)) > 0) process.exitCode = 1;
} catch (error) {
  console.error(error.message);
  process.exitCode = 2;
}
