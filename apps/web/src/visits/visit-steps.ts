import type { Visit } from './queries.js';

/** What is done with a visit in a dialog. */
export type VisitStep = 'finish' | 'move' | 'miss' | 'pin';

const during: Record<VisitStep, readonly Visit['status'][]> = {
  finish: ['on_site'],
  move: ['planned'],
  miss: ['planned', 'en_route'],
  pin: ['planned'],
};

/** Whether a visit stands where this can be done with it. */
export const mayTake = (step: VisitStep, { status }: Pick<Visit, 'status'>): boolean => during[step].includes(status);
