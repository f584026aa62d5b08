import type { ReactNode } from 'react';
import { Problem } from '../api/problem.js';
import { LanguageSwitch } from '../shell/language-switch.js';
import { useTexts } from '../texts/text-context.js';
import { ProblemNote } from '../ui/states.js';
import { isFinal } from './queries.js';
import './customer.css';

/** The page of somebody who has not signed in: the name of the house, the choice of language, one column. */
export function CustomerFrame({ children }: { children: ReactNode }) {
  return (
    <main className="customer" id="main">
      <header>
        <span className="brand">Callout</span>
        <LanguageSwitch />
      </header>
      {children}
    </main>
  );
}

type Refused = ReturnType<typeof useTexts>['customer']['refused'];

/** The refusal in plain words where we have them: customers do not read what is meant for programs. */
export function usePlain(): <P extends Error | null>(problem: P, slug?: keyof Refused) => P | Problem {
  const { refused } = useTexts().customer;
  return (problem, slug) => {
    if (!(problem instanceof Problem)) return problem;
    const known = refused[slug ?? (problem.slug as keyof Refused)];
    return known ? new Problem(problem.status, problem.slug, known[0], known[1], problem.fields, undefined) : problem;
  };
}

/** A write whose refusals are said in plain words. */
export function usePlainSend<Send extends { error: Problem | null }>(send: Send, conflict?: keyof Refused): Send {
  const plain = usePlain();
  return { ...send, error: plain(send.error, send.error?.status === 409 ? conflict : undefined) };
}

/** The same instead of a whole page. */
export function RefusedPage({ problem, retry }: { problem: Error; retry: () => void }) {
  const texts = useTexts();
  const plain = usePlain();
  return (
    <section className="panel">
      <ProblemNote problem={plain(problem)} />
      {!isFinal(problem) && <button onClick={retry}>{texts.common.retry}</button>}
    </section>
  );
}
