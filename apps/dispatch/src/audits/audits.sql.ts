/** Everything of an audit as a reader sees it. Days are text: a date has no time zone. */
export const auditRows = `
  SELECT json_strip_nulls(json_build_object('id', a.id, 'siteId', a.site_id, 'status', a.status, 'plannedFor', a.planned_for,
    'auditor', a.auditor, 'heldOn', a.held_on, 'result', a.result, 'nextDueOn', a.next_due_on, 'note', a.note, 'version', a.version,
    'findings', (SELECT coalesce(json_agg(json_build_object('id', f.id, 'severity', f.severity, 'finding', f.finding, 'dueOn', f.due_on,
      'settledOn', f.settled_on, 'settlement', f.settlement) ORDER BY f.id), '[]') FROM site_finding f WHERE f.audit_id = a.id))) AS view
  FROM site_audit a`;

/** `$1` is the present; a site's day is that of its own zone. `$2`, `$3`: the place of the last row before; `$4` only overdue; `$5` rows; `$6` a site. */
export const dueAudits = `
  SELECT json_strip_nulls(json_build_object('siteId', id, 'code', code, 'name', name, 'status', status, 'lastHeldOn', held_on,
    'dueOn', next_due_on, 'plannedFor', planned_for, 'overdue', overdue, 'openFindings', open, 'overdueFindings', late)) AS view, due
  FROM (
    SELECT site.*, last.held_on, last.next_due_on, next.planned_for, findings.open, findings.late,
      coalesce(last.next_due_on, '0001-01-01')::text AS due,
      coalesce(last.next_due_on < today.day, true) OR coalesce(next.planned_for < today.day, false) AS overdue
    FROM site
    CROSS JOIN LATERAL (SELECT ($1::timestamptz AT TIME ZONE site.time_zone)::date AS day) AS today
    LEFT JOIN LATERAL (SELECT held_on, next_due_on FROM site_audit WHERE site_id = site.id AND site_audit.status = 'held'
      ORDER BY held_on DESC, site_audit.id DESC LIMIT 1) AS last ON true
    LEFT JOIN site_audit AS next ON next.site_id = site.id AND next.status = 'planned'
    CROSS JOIN LATERAL (SELECT count(*)::integer AS open, count(*) FILTER (WHERE due_on < today.day)::integer AS late
      FROM site_finding WHERE site_id = site.id AND settled_on IS NULL) AS findings
    WHERE site.status IN ('active', 'probation') AND ($6::uuid IS NULL OR site.id = $6)
  ) AS working
  WHERE ($2::text IS NULL OR (due, code) > ($2, $3)) AND (overdue OR NOT $4::boolean)
  ORDER BY due, code LIMIT $5`;
