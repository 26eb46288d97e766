import ConsentsPanel from "./ConsentsPanel.tsx";

/** The consents tab of the case page. */
export default function ConsentsTab({ caseId }: { caseId: string }) {
  return <ConsentsPanel caseId={caseId} />;
}
