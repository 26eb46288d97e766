import { hasRole, useMe } from "#ui/client.ts";
import { IncidentsPart } from "./IncidentsPart.tsx";
import { LimitsPart } from "./LimitsPart.tsx";
import { PlansPart } from "./PlansPart.tsx";
import { ReportsPart } from "./ReportsPart.tsx";
import { Lifeline } from "./ReviewForm.tsx";
import "./reviews.css";
import "./safety.css";

/** Safety around one child: the adults' plans, then what stands in the compartment of reports. */
export default function SafetyTab({ caseId }: { caseId: string }) {
  const me = useMe();
  return (
    <>
      <Lifeline />
      {hasRole(me, "clinician", "trainee", "supervisor") ? <PlansPart caseId={caseId} /> : null}
      <ReportsPart caseId={caseId} />
      <IncidentsPart caseId={caseId} />
      <LimitsPart caseId={caseId} />
    </>
  );
}
