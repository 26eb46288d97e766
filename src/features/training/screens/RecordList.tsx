import { Button } from "#ui/Button.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { useSending } from "#ui/useSending.ts";
import type { TrainingRecord } from "../cohorts.contract.ts";
import { components, statedFacts } from "../contract.ts";
import { componentNames, factNames, recordNames, words } from "../screens.words.ts";

type Shown = Omit<TrainingRecord, "note"> & { note?: string };

/** What was taken down of somebody; faculty may take it back. */
export function RecordList({ records, takeBack = null }: { records: readonly Shown[]; takeBack?: { cohortId: string; seatId: string } | null }) {
  const { say, day } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("record-back");
  function nameOf(one: Shown): string {
    const [component, fact] = [components.find((each) => each === one.code), statedFacts.find((each) => each === one.code)];
    if (one.kind === "component" && component !== undefined) return say(componentNames[component]);
    if (one.kind === "statement" && fact !== undefined) return `${say(factNames[fact])}${one.isSo ? "" : `: ${say(words.isNotSo)}`}`;
    return one.kind === "review" ? "" : one.code;
  }
  if (records.length === 0) return <p className="soft">{say(words.nothingTaken)}</p>;
  return (
    <ul className="plain">
      {records.map((one) => (
        <li key={one.recordId}>
          <strong>{[say(recordNames[one.kind]), nameOf(one)].filter((each) => each !== "").join(": ")}</strong> <span className="soft">{[day(one.onDay, "full"), one.note ?? ""].filter((each) => each !== "").join(" · ")}</span>{" "}
          {takeBack === null ? null : (
            <Button
              look="quiet"
              state={sending.state}
              aria-label={`${say(words.takeBack)}: ${nameOf(one)}`}
              onClick={() =>
                void sending.send(async () => {
                  await api.cohorts.takeBackRecord({ ...takeBack, recordId: one.recordId });
                  await refresh(["cohorts.seat", takeBack.cohortId, takeBack.seatId], ["cohorts.get", takeBack.cohortId]);
                })
              }
            >
              {say(words.takeBack)}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}
