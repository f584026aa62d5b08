import { type Step, stopped } from './steps.js';

/** A step that has failed so often no longer holds up those of other visits. */
const overtakenAfter = 2;
const firstPauseMilliseconds = 60_000;
const longestPauseMilliseconds = 300_000;

/**
 * The next step to send, at this time by the phone's clock: the oldest one of those that are first in line at their visits, as the steps of one visit stay
 * in order; a photo, which may take minutes, after what other visits have to say. Nothing of a visit that waits for a decision. A step that fails again and again – a photo that is too large for the line, a fault of the server –
 * comes after those of other visits, the one that has failed least often first, and rests longer and longer in between; `isPressed` skips the rest.
 */
export function nextToSend(steps: readonly Step[], now: number, isPressed = false): Step | undefined {
  const held = stopped(steps);
  const seen = new Set<string>();
  let next: Step | undefined;
  for (const step of steps) {
    if (step.state !== 'waiting' || held.has(step.visitId) || seen.has(step.visitId)) continue;
    seen.add(step.visitId);
    if (!isPressed && isResting(step, now)) continue;
    if (!next || rank(step) < rank(next)) next = step;
  }
  return next;
}

/** Whether anything may still be sent, now or later, without a decision of the user. */
export const isWaiting = (steps: readonly Step[]): boolean => nextToSend(steps, 0, true) !== undefined;

/** A step that could not be sent, at this time by the phone's clock. */
export const afterFailure = (step: Step, at: number): Step => ({
  ...step,
  failed: { times: (step.failed?.times ?? 0) + 1, at },
});

const behind = ({ failed }: Step): number => Math.max(0, (failed?.times ?? 0) - overtakenAfter + 1);

/** The lower the sooner; a failure counts more than what is sent. */
const rank = (step: Step): number => 2 * behind(step) + (step.kind === 'file' ? 1 : 0);

function isResting(step: Step, now: number): boolean {
  if (behind(step) === 0 || !step.failed) return false;
  const pause = Math.min(firstPauseMilliseconds * 2 ** (behind(step) - 1), longestPauseMilliseconds);
  const passed = now - step.failed.at;
  return passed >= 0 && passed < pause; // a clock that was put back makes nobody wait
}
