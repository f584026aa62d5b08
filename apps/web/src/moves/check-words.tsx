import { usePick, useTexts } from '../texts/text-context.js';
import { useFormat } from '../time/format.js';
import { useToldTimes } from '../time/told-times.js';
import type { BrokenRule, MoveCheck } from './queries.js';

/** What a broken rule says, in the language of the reader and with times on the clock of the place. */
export function useRuleWords(zone: string): (rule: BrokenRule) => string {
  const pick = usePick();
  const told = useToldTimes(zone);
  return ({ textEn, textZh }) => told(pick({ en: textEn, zh: textZh }));
}

/** Each technician's way of the whole day before and after, and by how much it changes. */
export function useTravelWords(): (travel: MoveCheck['travel'][number]) => string {
  const { moves: texts } = useTexts();
  const format = useFormat();
  return ({ technicianName, before, after }) => {
    const span = (seconds: number) => format.span(seconds * 1000);
    const change = after.seconds - before.seconds;
    const word = change >= 0 ? texts.longer : texts.shorter;
    return texts.travel(
      technicianName,
      span(before.seconds),
      span(after.seconds),
      word(span(Math.abs(change)), format.kilometres(Math.abs(after.metres - before.metres))),
    );
  };
}

interface CheckNoteProps {
  check: MoveCheck | undefined;
  isAsking: boolean;
  /** Of the place of the work. */
  zone: string;
}

/** The verdict in a dialog: whether it can be done, every broken rule, the ways of the days concerned. */
export function CheckNote({ check, isAsking, zone }: CheckNoteProps) {
  const { moves: texts } = useTexts();
  const ruleWords = useRuleWords(zone);
  const travelWords = useTravelWords();
  if (!check) return isAsking ? <p className="muted">{texts.checking}</p> : null;
  const tone = !check.isPossible ? 'fault' : check.broken.length > 0 ? 'warn' : 'good';
  const verdict = !check.isPossible ? texts.impossible : check.broken.length > 0 ? texts.overridable : texts.allowed;
  return (
    <div className={`note ${tone}`} role="status">
      <strong>{verdict}</strong>
      {check.broken.length > 0 && (
        <ul className="plain">
          {check.broken.map((rule) => (
            <li key={`${rule.rule} ${rule.textEn}`}>
              {rule.mayBeOverridden ? '△' : '✕'} {ruleWords(rule)}
            </li>
          ))}
        </ul>
      )}
      {check.travel.map((travel) => (
        <p key={`${travel.technicianId} ${travel.day}`}>{travelWords(travel)}</p>
      ))}
    </div>
  );
}
