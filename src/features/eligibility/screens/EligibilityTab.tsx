import EligibilityPanel from "./EligibilityPanel.tsx";

/** The eligibility tab of the case page. */
export default function EligibilityTab({ caseId }: { caseId: string }) {
  return <EligibilityPanel caseId={caseId} />;
}
