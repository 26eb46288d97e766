// Who meets which marker, by hand from interfaces.md section 2 and the table of clinical.md section 10.

export const markers = ["MARKER-CHILD-CHART", "MARKER-RELATIONSHIP", "MARKER-CAREGIVER-A", "MARKER-CAREGIVER-B", "MARKER-PSYCHOTHERAPY-NOTE", "MARKER-SUPERVISION", "MARKER-REPORT", "MARKER-PART2", "MARKER-ADDRESS-B", "MARKER-INTAKE", "MARKER-DOCUMENT-TITLE", "MARKER-DOCUMENT-CONTENT", "MARKER-STAFF-TITLE", "MARKER-STAFF-CONTENT", "MARKER-PLAN-CHART", "MARKER-PLAN-DYAD", "MARKER-COURSE-RISK", "MARKER-COURSE-B", "MARKER-AFTERCARE", "MARKER-SAFETY-PLAN", "MARKER-SAFETY-CHILD", "MARKER-MANDATED", "MARKER-INCIDENT", "MARKER-AXIS-LABEL"] as const;
export type Marker = (typeof markers)[number];

/** Every person of the demo. Who is not on the case, or has no audit, request or break-glass open, meets nothing. */
export const expectedMarkers: Record<string, readonly Marker[]> = {
  "clinician@demo.dyad": [...markers],
  // Neither the clinician's psychotherapy note nor what the consent opens to the clinician alone.
  "supervisor@demo.dyad": ["MARKER-CHILD-CHART", "MARKER-RELATIONSHIP", "MARKER-CAREGIVER-A", "MARKER-CAREGIVER-B", "MARKER-SUPERVISION", "MARKER-REPORT", "MARKER-ADDRESS-B", "MARKER-INTAKE", "MARKER-DOCUMENT-TITLE", "MARKER-DOCUMENT-CONTENT", "MARKER-STAFF-TITLE", "MARKER-STAFF-CONTENT", "MARKER-PLAN-CHART", "MARKER-PLAN-DYAD", "MARKER-COURSE-RISK", "MARKER-COURSE-B", "MARKER-AFTERCARE", "MARKER-SAFETY-PLAN", "MARKER-SAFETY-CHILD", "MARKER-MANDATED", "MARKER-INCIDENT", "MARKER-AXIS-LABEL"],
  // A safety plan is in no page of a family: it leaves on paper, by a deliberate press.
  "caregiver.a@demo.dyad": ["MARKER-CHILD-CHART", "MARKER-RELATIONSHIP", "MARKER-CAREGIVER-A", "MARKER-PART2", "MARKER-INTAKE", "MARKER-PLAN-CHART", "MARKER-PLAN-DYAD", "MARKER-AFTERCARE"],
  "caregiver.b@demo.dyad": ["MARKER-CAREGIVER-B", "MARKER-ADDRESS-B", "MARKER-DOCUMENT-TITLE", "MARKER-DOCUMENT-CONTENT"],
  "director@demo.dyad": ["MARKER-INTAKE", "MARKER-STAFF-TITLE", "MARKER-STAFF-CONTENT"],
  "frontdesk@demo.dyad": ["MARKER-INTAKE"],
  "privacy@demo.dyad": ["MARKER-REPORT", "MARKER-MANDATED", "MARKER-INCIDENT"],
  "trainee@demo.dyad": [],
  "leader@demo.dyad": [],
  "biller@demo.dyad": [],
  "auditor@demo.dyad": [],
  "faculty@demo.dyad": [],
  // Whoever supervises here reads the record of those who work here, as with credentials.
  "supervisor.2@demo.dyad": ["MARKER-STAFF-TITLE", "MARKER-STAFF-CONTENT"],
  "clinician.2@demo.dyad": [],
  "nc-clinician@demo.dyad": [],
  "nc-director@demo.dyad": [],
};

/** Where each marker stands in the database, and nowhere else: no copy is made of what is written. Null for what lies sealed outside of it. */
export const homes: Record<Marker, string | null> = {
  "MARKER-DOCUMENT-TITLE": "dyad.documents",
  "MARKER-DOCUMENT-CONTENT": null,
  "MARKER-STAFF-TITLE": "dyad.documents",
  "MARKER-STAFF-CONTENT": null,
  "MARKER-SAFETY-PLAN": "dyad.safety_plans",
  "MARKER-SAFETY-CHILD": "dyad.safety_plan_child_parts",
  "MARKER-MANDATED": "dyad.mandated_reports",
  "MARKER-INCIDENT": "dyad.incidents",
  "MARKER-PLAN-CHART": "dyad.plan_objectives",
  "MARKER-PLAN-DYAD": "dyad.plan_objectives",
  "MARKER-COURSE-RISK": "dyad.course_steps",
  "MARKER-COURSE-B": "dyad.course_steps",
  "MARKER-AXIS-LABEL": "dyad.axis_entries",
  "MARKER-AFTERCARE": "dyad.aftercare_plans",
  "MARKER-CHILD-CHART": "dyad.blocks",
  "MARKER-RELATIONSHIP": "dyad.blocks",
  "MARKER-CAREGIVER-A": "dyad.blocks",
  "MARKER-CAREGIVER-B": "dyad.blocks",
  "MARKER-PSYCHOTHERAPY-NOTE": "dyad.blocks",
  "MARKER-SUPERVISION": "dyad.blocks",
  "MARKER-REPORT": "dyad.blocks",
  "MARKER-PART2": "dyad.blocks",
  "MARKER-ADDRESS-B": "dyad.addresses",
  "MARKER-INTAKE": "dyad.referrals",
};
