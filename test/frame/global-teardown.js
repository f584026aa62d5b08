// Lets the keeper go: it stops PostgreSQL and deletes its folder.
export default async function stopPostgres() {
  globalThis.calloutCloseHomes?.();
  const keeper = globalThis.calloutPostgresKeeper;
  if (!keeper || keeper.exitCode !== null) return;
  const gone = new Promise((resolve) => keeper.once('exit', resolve));
  keeper.stdin.end();
  await gone;
}
