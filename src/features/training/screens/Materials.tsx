import { IconBookUpload } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import type { Material, Meeting } from "../cohorts.contract.ts";
import { kindNames, words } from "../screens.words.ts";

/** What a cohort reads and works with. It opens elsewhere, by the reader's own press, and tells nobody where she came from. */
export function MaterialList({ materials, takeBack }: { materials: readonly Material[]; takeBack?: (materialId: string) => void }) {
  const { say } = useLanguage();
  if (materials.length === 0) return <EmptyState sentence={say(words.noMaterials)} />;
  return (
    <ul className="plain">
      {materials.map((one) => (
        <li key={one.materialId}>
          <a href={one.address} target="_blank" rel="noreferrer noopener">{one.title}</a> <span className="soft">{[new URL(one.address).host, one.note].filter((each) => each !== "").join(" · ")}</span>{" "}
          {takeBack === undefined ? null : (
            <Button look="quiet" aria-label={`${say(words.takeBack)}: ${one.title}`} onClick={() => takeBack(one.materialId)}>
              {say(words.takeBack)}
            </Button>
          )}
        </li>
      ))}
    </ul>
  );
}

/** The materials of a cohort as faculty keeps them. */
export function CohortMaterials({ cohortId, materials, meetings }: { cohortId: string; materials: readonly Material[]; meetings: readonly Meeting[] }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const taking = useSending("material-back");
  async function takeBack(materialId: string) {
    await taking.send(async () => {
      await api.cohorts.takeBackMaterial({ cohortId, materialId });
      await refresh(["cohorts.get", cohortId]);
    });
  }
  return (
    <div className="part">
      <FormPanel verb={say(words.addMaterial)} glyph={IconBookUpload}>{(close) => <MaterialForm cohortId={cohortId} meetings={meetings} close={close} />}</FormPanel>
      <MaterialList materials={materials} takeBack={(materialId) => void takeBack(materialId)} />
    </div>
  );
}

function MaterialForm({ cohortId, meetings, close }: { cohortId: string; meetings: readonly Meeting[]; close: () => void }) {
  const { say, day } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("material");
  const [title, setTitle] = useState("");
  const [address, setAddress] = useState("https://");
  const [meetingId, setMeetingId] = useState("");
  const [note, setNote] = useState("");
  async function submit() {
    const isKept = await sending.send(async () => {
      await api.cohorts.addMaterial({ cohortId, title, address, note, meetingId: meetingId === "" ? null : meetingId });
      await refresh(["cohorts.get", cohortId]);
    });
    if (isKept) close();
  }
  return (
    <SendForm name="material" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("title")} label={say(words.materialTitle)} need="required" value={title} onChange={setTitle} error={sending.errorOf("title")} maxLength={200} />
      <TextField id={sending.id("address")} label={say(words.address)} hint={say(words.addressHint)} need="required" kind="url" value={address} onChange={setAddress} error={sending.errorOf("address")} maxLength={1000} />
      <SelectField id={sending.id("meetingId")} label={say(words.forWhich)} empty={say(words.forAny)} value={meetingId} onChange={setMeetingId} error={sending.errorOf("meetingId")} options={meetings.filter((one) => one.kind !== "individual_call" && one.calledOffReason === null).map((one) => ({ value: one.meetingId, label: `${say(kindNames[one.kind])}, ${day(one.onDay, "full")}` }))} />
      <TextField id={sending.id("note")} label={say(words.note)} value={note} onChange={setNote} error={sending.errorOf("note")} maxLength={500} />
    </SendForm>
  );
}
