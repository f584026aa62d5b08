import { type FormEvent, useState } from 'react';
import { instantOfWall } from '../time/zones.js';
import { isAbout, type MoveCheck, useMoveCheck, type Wanted } from './queries.js';
import { useDebounced } from './use-debounced.js';

/** Whoever types a time has finished. */
const settledMilliseconds = 300;

interface Begun {
  repairOrderId: string;
  technicianId?: string | undefined;
  start?: string | undefined;
  durationMinutes?: number | undefined;
}

/** Asks the server about what stands in a form with the fields `technicianId`, `start` and perhaps `durationMinutes`, as it is changed. Give `onChange` to what encloses the fields. */
export function useFormCheck({ repairOrderId, technicianId, start, durationMinutes }: Begun, zone: string) {
  const [wanted, setWanted] = useState<Wanted | undefined>(
    technicianId && start
      ? { repairOrderId, technicianId, start, ...(durationMinutes && { durationMinutes }) }
      : undefined,
  );
  const name = wanted && `${wanted.technicianId} ${wanted.start} ${wanted.durationMinutes}`;
  const settled = useDebounced(wanted, name, settledMilliseconds);
  const { data, isFetching } = useMoveCheck(settled);
  const check: MoveCheck | undefined = wanted && isAbout(data, wanted) ? data : undefined;
  const onChange = ({ currentTarget }: FormEvent<HTMLElement>) => {
    const form = currentTarget.closest('form');
    if (!form) return;
    const values = new FormData(form);
    const [person, wall] = [values.get('technicianId'), values.get('start')];
    const instant = typeof wall === 'string' && wall !== '' ? instantOfWall(wall, zone) : Number.NaN;
    const minutes = Number(values.get('durationMinutes'));
    setWanted(
      typeof person === 'string' && person !== '' && !Number.isNaN(instant)
        ? {
            repairOrderId,
            technicianId: person,
            start: new Date(instant).toISOString(),
            ...(minutes > 0 && { durationMinutes: minutes }),
          }
        : undefined,
    );
  };
  return { check, isAsking: wanted !== undefined && (isFetching || settled === undefined), onChange };
}
