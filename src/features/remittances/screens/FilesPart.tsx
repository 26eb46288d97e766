import { IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { sendFile } from "#features/documents/screens/sendFile.ts";
import { useForm } from "#features/payers/screens/useForm.ts";
import { asApiFault, useApi, useMe, useRefresh } from "#ui/client.ts";
import { Field } from "#ui/Field.tsx";
import { useLanguage } from "#ui/language.tsx";
import { MorePages } from "#ui/MorePages.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { type Pages, usePages } from "#ui/usePages.ts";
import { SaidRefusal, sentenceFor, useSending } from "#ui/useSending.ts";
import type { FileFault, FileSummary, ReceivedFile, Stray } from "../contract.ts";
import { kindNames, wayNames, words } from "../screens.words.ts";
import { Faults, useSummary } from "./parts.tsx";

type Taken = { state: "taken" | "refused"; isNew: boolean; faults: FileFault[]; summary: FileSummary };
/** Everything that a file may have changed is asked for again. */
export const TOUCHED = [["remittances.list"], ["remittances.files"], ["remittances.unmatched"], ["remittances.strays"], ["remittances.get"], ["denials.list"], ["denials.get"], ["ledger.get"], ["ledger.entries"], ["claims.list"], ["claims.get"]] as const;

/** Takes one file of a payer in; a refused one says where and what was expected. */
export function TakeFile() {
  const { say } = useLanguage();
  return <FormPanel verb={say(words.take)} glyph={IconUpload}>{(close) => <TakeFields close={close} />}</FormPanel>;
}
function TakeFields({ close }: { close: () => void }) {
  const { say, language } = useLanguage();
  const refresh = useRefresh();
  const sending = useSending("take-file");
  const summaryOf = useSummary();
  const [file, setFile] = useState<File | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  async function take() {
    setTaken(null);
    await sending.send(async () => {
      setTaken(await sendFile<Taken>(file!, language, { signal: new AbortController().signal, onProgress: () => {}, address: "/api/payer-files" }).catch((error: unknown) => {
        const fault = asApiFault(error);
        throw fault.code === "malformed" || fault.code === "too_large" ? new SaidRefusal([{ path: "file", message: sentenceFor(fault, language) }]) : fault;
      }));
      await refresh(...TOUCHED);
    }, file === null ? [{ path: "file", message: say(words.needFile) }] : []);
  }
  return (
    <SendForm name="take-file" sending={sending} submit={say(words.takeIt)} onSubmit={() => void take()} onCancel={close}>
      <Field id={sending.id("file")} label={say(words.file)} hint={say(words.fileHint)} error={sending.errorOf("file")} need="required">
        {(wiring) => <input {...wiring} className="control control--wide control--file" type="file" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />}
      </Field>
      <p role="status">{taken === null || taken.state === "refused" ? "" : taken.isNew ? words.taken[language](summaryOf(taken.summary)) : say(words.known)}</p>
      {taken?.state === "refused" ? (
        <div role="alert">
          <p><strong>{say(words.refused)}</strong></p>
          <Faults faults={taken.faults} />
        </div>
      ) : null}
    </SendForm>
  );
}

/** How a list stands: it comes, it failed, or it is empty. */
export function ListState({ list, isEmpty, empty, next }: { list: Pick<Pages<{ next: string | null }>, "state" | "fault" | "again">; isEmpty: boolean; empty: string; next?: string }) {
  const { say, language } = useLanguage();
  if (list.state === "loading") return <Loading rows={5} />;
  if (list.state === "failed") return <ErrorState sentence={`${say(words.failed)} ${list.fault === null ? "" : sentenceFor(list.fault, language)}`} verb={{ run: list.again }} />;
  return isEmpty ? <EmptyState sentence={empty}>{next}</EmptyState> : null;
}

export function FilesPart() {
  const { say } = useLanguage();
  const list = usePages(["remittances.files"], (api, after) => api.remittances.files({ state: null, after }));
  const files = list.pages.flatMap((page) => page.files);
  return (
    <>
      <TakeFile />
      <ListState list={list} isEmpty={files.length === 0} empty={say(words.noFiles)} next={say(words.noPaymentsNext)} />
      <ul className="remit-list">{files.map((one) => <OneFile key={one.fileId} one={one} />)}</ul>
      <MorePages label={say(words.more)} more={list.more} />
    </>
  );
}
function OneFile({ one }: { one: ReceivedFile }) {
  const { say, language, day } = useLanguage();
  const { timeZone } = useMe().agency;
  const summaryOf = useSummary();
  return (
    <li>
      <strong>{one.kinds.map((kind) => say(kindNames[kind])).join(", ")}</strong>
      <span>{one.state === "refused" ? say(words.fileRefused) : `${say(words.fileTaken)}. ${summaryOf(one.summary)}`}</span>
      {one.state === "refused" ? <Faults faults={one.faults} /> : null}
      <span className="soft small">{words.by[language](day(dateInZone(one.receivedAt, timeZone), "full"), say(wayNames[one.way]), one.byName ?? "")}</span>
    </li>
  );
}

export function StraysPart() {
  const { say } = useLanguage();
  const list = usePages(["remittances.strays"], (api, after) => api.remittances.strays({ after }));
  const strays = list.pages.flatMap((page) => page.strays);
  return (
    <>
      <ListState list={list} isEmpty={strays.length === 0} empty={say(words.noStrays)} />
      <ul className="remit-list">{strays.map((one) => <OneStray key={one.strayId} one={one} />)}</ul>
      <MorePages label={say(words.more)} more={list.more} />
    </>
  );
}
function OneStray({ one }: { one: Stray }) {
  const { say, day } = useLanguage();
  const { timeZone } = useMe().agency;
  return (
    <li>
      <strong>{one.names === "" ? say(kindNames[one.kind]) : one.names}</strong>
      <span className="soft">{say(kindNames[one.kind])}, {day(dateInZone(one.receivedAt, timeZone), "full")}</span>
      <FormPanel verb={say(words.settle)} about={one.names}>{(close) => <StrayFields strayId={one.strayId} close={close} />}</FormPanel>
    </li>
  );
}
function StrayFields({ strayId, close }: { strayId: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `stray-${strayId}`;
  const sending = useSending(name);
  const { form, field } = useForm(sending, { reason: "" });
  async function submit() {
    const wrong = form.reason.trim().length < 3 ? [{ path: "reason", message: say(words.needReason) }] : [];
    const sent = await sending.send(() => api.remittances.settleStray({ strayId, reason: form.reason }).then(() => refresh(["remittances.strays"], ["remittances.list"])), wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} sending={sending} submit={say(words.settleIt)} onSubmit={() => void submit()} onCancel={close}>
      <TextField {...field("reason")} label={say(words.reason)} maxLength={500} need="required" />
    </SendForm>
  );
}
