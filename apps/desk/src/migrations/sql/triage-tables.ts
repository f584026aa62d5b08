/**
 * What finished orders taught: the words that came in, the fault that was found. Rows, not counts: a better way to cut words into features
 * needs no new history, a repeated event cannot count twice, and learning costs one insert.
 */
export const triageTables = `
  -- parts: [{"partId": "...", "quantity": 1}]; skill_level: the lowest level known to be enough; orders: how many alike this row stands for.
  CREATE TABLE triage_case (
    repair_order_id uuid PRIMARY KEY,
    seq bigint GENERATED ALWAYS AS IDENTITY,
    category text NOT NULL,
    problem text NOT NULL,
    symptom_code text,
    fault_code text NOT NULL,
    parts jsonb NOT NULL DEFAULT '[]',
    skill_level smallint NOT NULL CHECK (skill_level BETWEEN 1 AND 5),
    repair_minutes integer NOT NULL,
    orders integer NOT NULL DEFAULT 1 CHECK (orders > 0),
    learned_at timestamptz NOT NULL DEFAULT now()
  );
  CREATE INDEX triage_case_category ON triage_case (category, seq);
`;
