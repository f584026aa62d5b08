/** A link outlives its request by so much, so that the customer can still look. */
export const afterClosingMilliseconds = 30 * 86_400_000;

/** When a link ends: at the time that was set, else 30 days after its request has; undefined while that is open. */
export function linkExpiry(
  { expiresAt }: { expiresAt: Date | null },
  { closedAt }: { closedAt: Date | null },
): Date | undefined {
  if (expiresAt) return expiresAt;
  return closedAt ? new Date(closedAt.getTime() + afterClosingMilliseconds) : undefined;
}
