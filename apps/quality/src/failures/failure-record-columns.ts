/** A failure record with its evidence and parts, as the API shows it. */
export const failureRecordColumns = `
  r.failure_record_id AS "failureRecordId", r.repair_order_id AS "repairOrderId", r.number, r.request_id AS "requestId",
  r.previous_order_id AS "previousOrderId", r.asset_id AS "assetId", r.product_id AS "productId", r.category, r.batch,
  r.age_days AS "ageDays", r.counter_value AS "counterValue", r.counter_unit AS "counterUnit", r.site_id AS "siteId", r.technician_id AS "technicianId", r.technician_level AS "technicianLevel",
  r.symptom_code AS "symptomCode", r.fault_code AS "faultCode", r.cause_code AS "causeCode", r.remedy_code AS "remedyCode",
  r.site_codes AS "siteCodes",
  r.repaired, r.reason, r.fault_free_part_replaced AS "faultFreePartReplaced", r.visits, r.occurred_at AS "occurredAt",
  r.accepted_at AS "acceptedAt", r.arrived_at AS "arrivedAt", r.diagnosed_at AS "diagnosedAt", r.finished_at AS "finishedAt",
  r.response_seconds AS "responseSeconds", r.waiting_parts_seconds AS "waitingPartsSeconds", r.travel_seconds AS "travelSeconds",
  r.diagnosis_seconds AS "diagnosisSeconds", r.repair_seconds AS "repairSeconds", r.travel_metres AS "travelMetres",
  r.part_hit AS "partHit", r.returned_at AS "returnedAt", e.satisfied, e.close_outcome AS "closeOutcome", e.closed_at AS "closedAt",
  r.truthfulness, r.satisfaction, r.repair_time AS "repairTime", r.diagnosis_accuracy AS "diagnosisAccuracy", r.attitude, r.compliance,
  (SELECT coalesce(jsonb_agg(jsonb_build_object('partId', p.part_id, 'quantity', p.quantity, 'serialFitted', p.serial_fitted,
            'serialRemoved', p.serial_removed) ORDER BY p.line), '[]')
     FROM failure_part p WHERE p.repair_order_id = r.repair_order_id) AS parts,
  r.version`;

export const failureRecordTables =
  'failure_record r LEFT JOIN order_evidence e ON e.repair_order_id = r.repair_order_id';
