import { wallTime } from '../time/zones.js';

export interface Booked {
  id: string;
  technicianId: string;
  start: string;
  finish: string;
}

interface Person {
  id: string;
  siteId: string;
  shifts: readonly { weekday: number; from: string; to: string }[];
  absences: readonly { from: string; to: string }[];
  skills?: readonly { skill: string; level: number }[];
  certificates?: readonly { certificate: string; expiresOn: string }[];
}

/** What the order asks for, once it is known. */
export interface Asked {
  skill: string;
  skillLevel: number;
  certificate?: string;
  windows: readonly { from: string; to: string }[];
  dueBy: string;
}

export interface Wish {
  visitId: string;
  /** Who has the order: only its technicians may come; undefined for an order that nobody has. */
  siteId: string | undefined;
  start: number;
  finish: number;
}

/** `absolute` ones the server refuses; the others somebody may break who says why. */
export const moveRules = {
  'other-site': { absolute: true },
  past: { absolute: true },
  booked: { absolute: true },
  absent: { absolute: true },
  skill: { absolute: true },
  level: { absolute: true },
  certificate: { absolute: true },
  'outside-shift': { absolute: false },
  'outside-window': { absolute: false },
  overdue: { absolute: false },
  'no-time-to-travel': { absolute: false },
} as const;
export type MoveFault = keyof typeof moveRules;

const meets = ({ start, finish }: Wish, from: string, to: string) =>
  start < Date.parse(to) && finish > Date.parse(from);

/** Why this technician cannot or should not do it then, as far as the board knows; the server has the last word. */
export function moveFaults(
  wish: Wish,
  person: Person,
  booked: readonly Booked[],
  { now, zone, asked, tooTight = false }: { now: number; zone: string; asked?: Asked | undefined; tooTight?: boolean },
): MoveFault[] {
  const own = booked.filter(({ id, technicianId }) => technicianId === person.id && id !== wish.visitId);
  const broken: Record<MoveFault, boolean> = {
    'other-site': wish.siteId !== undefined && wish.siteId !== person.siteId,
    past: wish.start < now - 900_000,
    booked: own.some(({ start, finish }) => meets(wish, start, finish)),
    absent: person.absences.some(({ from, to }) => meets(wish, from, to)),
    ...unable(wish, person, zone, asked),
    'outside-shift': !withinShift(wish, person, zone),
    'outside-window': asked !== undefined && asked.windows.length > 0 && !asked.windows.some(holds(wish.start)),
    overdue: asked !== undefined && wish.finish > Date.parse(asked.dueBy),
    'no-time-to-travel': tooTight,
  };
  return (Object.keys(broken) as MoveFault[]).filter((fault) => broken[fault]);
}

const holds =
  (start: number) =>
  ({ from, to }: { from: string; to: string }) =>
    Date.parse(from) <= start && start <= Date.parse(to);

/** What the technician cannot do at all, or has no paper for. */
function unable({ start }: Wish, { skills = [], certificates = [] }: Person, zone: string, asked: Asked | undefined) {
  const known = skills.find(({ skill }) => skill === asked?.skill);
  const day = wallTime(start, zone).slice(0, 10);
  const hasPaper = ({ certificate, expiresOn }: { certificate: string; expiresOn: string }) =>
    certificate === asked?.certificate && expiresOn >= day;
  return {
    skill: asked !== undefined && known === undefined,
    level: asked !== undefined && known !== undefined && known.level < asked.skillLevel,
    certificate: asked?.certificate !== undefined && !certificates.some(hasPaper),
  };
}

/** ISO weekdays, Monday 1; a shift ends on the day on which it begins. */
function withinShift({ start, finish }: Wish, { shifts }: Person, zone: string): boolean {
  const [first, last] = [wallTime(start, zone), wallTime(finish, zone)];
  if (first.slice(0, 10) !== last.slice(0, 10)) return false;
  const weekday = new Date(`${first.slice(0, 10)}T00:00Z`).getUTCDay() || 7;
  return shifts.some(
    (shift) => shift.weekday === weekday && shift.from <= first.slice(11) && last.slice(11) <= shift.to,
  );
}
