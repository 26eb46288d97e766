import { IconScaleOff } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import type { Seat, Waiver } from "../cohorts.contract.ts";
import { words } from "../screens.words.ts";
import { wholeOf } from "./typed.ts";

type Requirements = readonly { id: string; words: string }[];

/** What the programme waived, and the figures that it set where the source sets none: each with its reason. */
export function CohortWaivers({ cohortId, requirements, waivers, seats }: { cohortId: string; requirements: Requirements; waivers: readonly Waiver[]; seats: readonly Seat[] }) {
  const { say, day, language } = useLanguage();
  const me = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const taking = useSending("waiver-back");
  const nameOf = (id: string) => requirements.find((one) => one.id === id)?.words ?? id;
  return (
    <div className="part">
      <FormPanel verb={say(words.waive)} glyph={IconScaleOff}>{(close) => <WaiverForm cohortId={cohortId} requirements={requirements} seats={seats} close={close} />}</FormPanel>
      {waivers.length === 0 ? <EmptyState sentence={say(words.noWaivers)} /> : null}
      <ul className="plain">
        {waivers.map((one) => (
          <li key={one.waiverId}>
            <strong>{nameOf(one.requirement)}</strong> {one.threshold === null ? say(words.waived) : words.figureSet[language](one.threshold)} · {seats.find((seat) => seat.seatId === one.seatId)?.name ?? say(words.forAll)} · {one.reason}{" "}
            <span className="soft">{[one.byName ?? "", day(dateInZone(one.madeAt, me.agency.timeZone), "full")].filter((each) => each !== "").join(", ")}</span>{" "}
            <Button
              look="quiet"
              state={taking.state}
              aria-label={`${say(words.takeBack)}: ${nameOf(one.requirement)}`}
              onClick={() =>
                void taking.send(async () => {
                  await api.cohorts.takeBackWaiver({ cohortId, waiverId: one.waiverId });
                  await refresh(["cohorts.get", cohortId]);
                })
              }
            >
              {say(words.takeBack)}
            </Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function WaiverForm({ cohortId, requirements, seats, close }: { cohortId: string; requirements: Requirements; seats: readonly Seat[]; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("waiver");
  const [requirement, setRequirement] = useState("");
  const [seatId, setSeatId] = useState("");
  const [threshold, setThreshold] = useState("");
  const [reason, setReason] = useState("");
  async function submit() {
    const isKept = await sending.send(async () => {
      await api.cohorts.waive({ cohortId, seatId: seatId === "" ? null : seatId, requirement, threshold: threshold.trim() === "" ? null : wholeOf(threshold), reason });
      await refresh(["cohorts.get", cohortId]);
    });
    if (isKept) close();
  }
  return (
    <SendForm name="waiver" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("requirement")} label={say(words.requirement)} need="required" value={requirement} onChange={setRequirement} error={sending.errorOf("requirement")} options={requirements.map((one) => ({ value: one.id, label: one.words }))} />
      <SelectField id={sending.id("seatId")} label={say(words.who)} empty={say(words.forAll)} value={seatId} onChange={setSeatId} error={sending.errorOf("seatId")} options={seats.filter((one) => one.leftAs === null).map((one) => ({ value: one.seatId, label: one.name }))} />
      <TextField id={sending.id("threshold")} label={say(words.threshold)} hint={say(words.thresholdHint)} width="short" inputMode="numeric" value={threshold} onChange={setThreshold} error={sending.errorOf("threshold")} />
      <TextField id={sending.id("reason")} label={say(words.reason)} need="required" value={reason} onChange={setReason} error={sending.errorOf("reason")} maxLength={500} />
    </SendForm>
  );
}
