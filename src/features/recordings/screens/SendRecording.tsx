import { IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import type { VideoPurpose } from "#features/consent/contract.ts";
import { PurposesField } from "#features/consent/screens/PurposesField.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { Field } from "#ui/Field.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField } from "#ui/TextField.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import type { OfferedSession } from "../contract.ts";
import { whyNotWords } from "../faults.words.ts";
import { sayings, words } from "../screens.words.ts";
import { sniffVideo, VIDEO_SNIFF_BYTES } from "../sniff.rules.ts";
import { fingerprintOf, upload } from "./uploads.ts";

const GIGABYTE = 1_000_000_000;

/** Sends a recording in: which session, which file, what for and until when. It goes on while one works elsewhere. */
export function SendRecording({ mostBytes }: { mostBytes: number | null }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.send)} glyph={IconUpload}>
      {(close) => <Choose mostBytes={mostBytes} close={close} />}
    </FormPanel>
  );
}

function Choose({ mostBytes, close }: { mostBytes: number | null; close: () => void }) {
  const { language } = useLanguage();
  const found = useAnswer(["recordings.sessions"], (api) => api.recordings.sessions());
  if (found.isPending) return <Loading rows={3} />;
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  return <Form sessions={found.data.sessions} mostBytes={mostBytes} close={close} />;
}

function Form({ sessions, mostBytes, close }: { sessions: readonly OfferedSession[]; mostBytes: number | null; close: () => void }) {
  const { say, language, day } = useLanguage();
  const { agency } = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("send-recording");
  const [sessionId, setSession] = useState("");
  const [file, setFile] = useState<File | null>(null);
  const [purposes, setPurposes] = useState<VideoPurpose[]>([]);
  const [keepUntil, setKeepUntil] = useState("");
  const open = sessions.filter((one) => one.whyNot === null);
  const picked = open.find((one) => one.sessionId === sessionId) ?? null;
  const named = (one: OfferedSession) => sayings.sessionOf[language](one.childName, day(dateInZone(one.startsAt, agency.timeZone), "full"));
  const pick = (id: string) => {
    const next = open.find((one) => one.sessionId === id);
    setSession(id);
    setPurposes(next !== undefined && next.purposes.length === 1 ? [...next.purposes] : []);
    setKeepUntil(next?.until ?? "");
  };
  async function wrongWith(chosen: File | null): Promise<string | null> {
    if (chosen === null) return say(words.needFile);
    if (mostBytes !== null && chosen.size > mostBytes) return sayings.tooLarge[language](mostBytes / GIGABYTE);
    const told = sniffVideo(new Uint8Array(await chosen.slice(0, VIDEO_SNIFF_BYTES * 4).arrayBuffer()));
    return "refused" in told ? say(told.refused) : null;
  }
  async function begin() {
    const wrong: FieldWrong[] = [];
    const ofFile = await wrongWith(file);
    if (picked === null) wrong.push({ path: "sessionId", message: say(words.needSession) });
    if (ofFile !== null) wrong.push({ path: "file", message: ofFile });
    if (purposes.length === 0) wrong.push({ path: "purposes", message: say(words.needPurpose) });
    if (keepUntil === "") wrong.push({ path: "keepUntil", message: say(words.needUntil) });
    const sent = await sending.send(async () => {
      if (file === null) return;
      const { recordingId } = await api.recordings.begin({ sessionId, name: file.name.slice(0, 200), bytes: String(file.size), fingerprint: await fingerprintOf(file), purposes, keepUntil });
      void upload(api, recordingId, file, language).then(() => refresh(["recordings.list"]));
      await refresh(["recordings.list"]);
    }, wrong);
    if (sent) close();
  }
  const shut = sessions.filter((one) => one.whyNot !== null);
  return (
    <SendForm name="send-recording" label={say(words.send)} sending={sending} submit={say(words.begin)} onSubmit={() => void begin()} onCancel={close}>
      {open.length === 0 ? <p>{say(words.noSessions)}</p> : <SelectField id={sending.id("sessionId")} error={sending.errorOf("sessionId")} label={say(words.session)} hint={say(words.sessionHint)} value={sessionId} onChange={pick} options={open.map((one) => ({ value: one.sessionId, label: named(one) }))} />}
      {shut.length === 0 ? null : (
        <details>
          <summary>{say(words.whyNot)}</summary>
          <ul>
            {shut.map((one) => (
              <li key={one.sessionId}>
                {named(one)}: {one.whyNot === null ? "" : say(whyNotWords[one.whyNot])}
              </li>
            ))}
          </ul>
        </details>
      )}
      {picked === null ? null : (
        <>
          <Field id={sending.id("file")} label={say(words.file)} error={sending.errorOf("file")} need="required">
            {(wiring) => <input {...wiring} className="control control--wide control--file" type="file" accept="video/*" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />}
          </Field>
          <PurposesField id={sending.id("purposes")} error={sending.errorOf("purposes")} legend={say(words.purposes)} hint={say(words.purposesHint)} among={picked.purposes} value={purposes} onChange={setPurposes} />
          <DateField id={sending.id("keepUntil")} error={sending.errorOf("keepUntil")} label={say(words.keepUntil)} hint={picked.until === null ? undefined : sayings.latest[language](day(picked.until, "full"))} need="required" max={picked.until ?? undefined} value={keepUntil} onChange={setKeepUntil} />
        </>
      )}
    </SendForm>
  );
}
