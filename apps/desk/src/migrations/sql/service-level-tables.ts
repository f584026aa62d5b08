/** What is promised, and the clocks that run for it. */
export const serviceLevelTables = `
  -- periods: [{"weekday": 1..7 (Monday first), "from": "08:00", "to": "12:00"}]; holidays: ["2026-10-01"]; no time zone: that of the place.
  CREATE TABLE service_calendar (
    code text PRIMARY KEY,
    name text NOT NULL,
    time_zone text,
    periods jsonb NOT NULL,
    holidays jsonb NOT NULL DEFAULT '[]',
    version integer NOT NULL DEFAULT 1
  );

  -- For a customer's grade and a priority ('*' for any other). No calendar: around the clock.
  CREATE TABLE service_level (
    grade text NOT NULL,
    priority text NOT NULL DEFAULT '*',
    first_response_seconds integer NOT NULL CHECK (first_response_seconds > 0),
    completion_seconds integer NOT NULL CHECK (completion_seconds > 0),
    warn_share double precision NOT NULL DEFAULT 0.75 CHECK (warn_share > 0 AND warn_share < 1),
    calendar_code text REFERENCES service_calendar,
    version integer NOT NULL DEFAULT 1,
    PRIMARY KEY (grade, priority)
  );

  INSERT INTO service_level (grade, priority, first_response_seconds, completion_seconds) VALUES
    ('standard', '*', 3600, 86400),
    ('gold', '*', 1800, 43200);

  -- Nobody is called back at night.
  INSERT INTO service_calendar (code, name, periods)
    SELECT 'call-backs', 'Hours in which customers are called', jsonb_agg(jsonb_build_object('weekday', day, 'from', '09:00', 'to', '20:00'))
    FROM generate_series(1, 7) AS day;
`;
