import { hourMs } from '../time/zones.js';

/** A visit that nobody reported anything about is looked into so long after it should have ended. */
const overdueHours = 4;

export const overdueAt = (finishAt: Date): Date => new Date(finishAt.getTime() + overdueHours * hourMs);
