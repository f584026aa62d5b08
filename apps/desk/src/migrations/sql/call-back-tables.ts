/** The call after the work: one per finished order, or per request that was solved remotely. */
export const callBackTables = `
  CREATE TABLE call_back (
    id uuid PRIMARY KEY,
    request_id uuid NOT NULL REFERENCES service_request,
    repair_order_id uuid UNIQUE,
    attempt smallint NOT NULL,
    status text NOT NULL CHECK (status IN ('due', 'answered', 'waived')),
    after text NOT NULL CHECK (after IN ('completed', 'cannot_complete', 'solved_remotely')),
    cannot_complete_reason text,
    site_id uuid,
    technician_id uuid,
    arrived_at timestamptz,
    finished_at timestamptz NOT NULL,
    due_at timestamptz NOT NULL,
    overdue boolean NOT NULL DEFAULT false,
    satisfied boolean,
    quality smallint,
    punctuality smallint,
    attitude smallint,
    times_confirmed boolean,
    work_confirmed boolean,
    complaint boolean NOT NULL DEFAULT false,
    complaint_settled_at timestamptz,
    complaint_settlement text,
    comment text,
    waive_reason text,
    answered_at timestamptz,
    version integer NOT NULL DEFAULT 1
  );
  CREATE INDEX call_back_request ON call_back (request_id);
  CREATE INDEX call_back_due ON call_back (due_at, id) WHERE status = 'due';
  CREATE INDEX call_back_complaint ON call_back (answered_at, id) WHERE complaint AND complaint_settled_at IS NULL;
`;
