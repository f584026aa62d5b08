/** Lets the pages open without a network. Browsers allow it over HTTPS and on this very machine alone; elsewhere the pages work as long as they are open. */
export async function registerOffline(): Promise<void> {
  if (!('serviceWorker' in navigator)) return;
  await navigator.serviceWorker.register('/app/sw.js', { scope: '/' }).catch(() => undefined);
}
