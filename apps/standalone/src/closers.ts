export type Closer = () => Promise<void>;

/**
 * Runs `start`, which pushes how to end each thing that it has started. Its answer gets a `close` that ends them, the last one first; if it fails, that is
 * done at once.
 */
export async function withClose<T extends object>(
  start: (closers: Closer[]) => Promise<T>,
): Promise<T & { close(): Promise<void> }> {
  const closers: Closer[] = [];
  const close = async () => {
    for (const closer of closers.splice(0).toReversed()) await closer();
  };
  try {
    return { ...(await start(closers)), close };
  } catch (error) {
    await close();
    throw error;
  }
}
