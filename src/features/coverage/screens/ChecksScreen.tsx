import { IconFileExport } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { sendFile } from "#features/documents/screens/sendFile.ts";
import { Button } from "#ui/Button.tsx";
import { asApiFault, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { Field } from "#ui/Field.tsx";
import { keepFile } from "#ui/keepFile.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { SaidRefusal, sentenceFor, useSending } from "#ui/useSending.ts";
import type { CoverageFile, StrayAnswer } from "../files.contract.ts";
import { fileWords as words, words as common } from "../screens.words.ts";
import "./coverage.css";

type Taken = { state: "new" | "known"; matched: number; answeredBefore: number; unmatched: StrayAnswer[] };
type Due = { payerId: string; name: string; due: number; waiting: number; lacking: number };

/** Of whom payers are to be asked this month: files of questions out, files of answers in. */
export default function ChecksScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const found = useAnswer(["coverage.due"], (api) => api.coverage.due());
  return (
    <div className="page">
      <PageHeader back={{ href: "/app/payers", label: say(words.back) }} title={say(words.title)} detail={say(words.lead)} />
      {found.isPending ? <Loading rows={4} /> : null}
      {found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          <section className="part" aria-labelledby="checks-due">
            <h2 id="checks-due">{say(words.due)}</h2>
            {found.data.payers.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : null}
            {found.data.hasProfile ? null : <p>{say(words.noProfile)} <Link href="/app/payers/agency">{say(words.toProfile)}</Link></p>}
            <ul className="coverage-earlier">{found.data.payers.map((one) => <OneDue key={one.payerId} one={one} may={found.data.hasProfile ? "write" : "read"} />)}</ul>
          </section>
          <section className="part" aria-labelledby="checks-take">
            <h2 id="checks-take">{say(words.take)}</h2>
            <Take />
          </section>
          <section className="part" aria-labelledby="checks-files">
            <h2 id="checks-files">{say(words.files)}</h2>
            {found.data.files.length === 0 ? <p className="soft">{say(words.noFiles)}</p> : null}
            <ul className="coverage-earlier">{found.data.files.map((one) => <OneFile key={one.fileId} one={one} />)}</ul>
          </section>
        </>
      )}
    </div>
  );
}

function OneDue({ one, may }: { one: Due; may: "read" | "write" }) {
  const { say, language, number } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`ask-${one.payerId}`);
  const ask = (which: "due" | "due_and_waiting") =>
    void sending.send(async () => {
      const file = await api.coverage.ask({ payerId: one.payerId, which });
      keepFile(file, file.name);
      await refresh(["coverage.due"]);
    });
  return (
    <li>
      <strong>{one.name}</strong>
      <span>{words.counts[language](number(one.due), number(one.waiting), number(one.lacking))}</span>
      {sending.fault === null ? null : <ErrorState sentence={sentenceFor(sending.fault, language)} />}
      {may === "read" ? null : (
        <div className="buttons">
          {one.due === 0 ? null : <Button glyph={IconFileExport} state={sending.state} aria-label={`${say(words.write)}: ${one.name}`} onClick={() => ask("due")}>{say(words.write)}</Button>}
          {one.waiting === 0 ? null : <Button look="quiet" state={sending.state} aria-label={`${say(words.again)}: ${one.name}`} onClick={() => ask("due_and_waiting")}>{say(words.again)}</Button>}
        </div>
      )}
    </li>
  );
}

function Take() {
  const { say, language, number } = useLanguage();
  const refresh = useRefresh();
  const sending = useSending("take-answers");
  const [file, setFile] = useState<File | null>(null);
  const [taken, setTaken] = useState<Taken | null>(null);
  async function take() {
    setTaken(null);
    await sending.send(async () => {
      setTaken(await sendFile<Taken>(file!, language, { signal: new AbortController().signal, onProgress: () => {}, address: "/api/coverage-answers" }).catch((error: unknown) => {
        const fault = asApiFault(error);
        throw fault.code === "malformed" || fault.code === "too_large" ? new SaidRefusal([{ path: "file", message: sentenceFor(fault, language) }]) : fault;
      }));
      await refresh(["coverage.due"], ["coverage.get"]);
    }, file === null ? [{ path: "file", message: say(words.needFile) }] : []);
  }
  return (
    <SendForm name="take-answers" sending={sending} submit={say(words.takeIt)} onSubmit={() => void take()}>
      <Field id={sending.id("file")} label={say(words.file)} hint={say(words.fileHint)} error={sending.errorOf("file")} need="required">
        {(wiring) => <input {...wiring} className="control control--wide control--file" type="file" onChange={(event) => setFile(event.target.files?.[0] ?? null)} />}
      </Field>
      <p role="status">{taken === null ? "" : taken.state === "known" ? say(words.known) : words.taken[language](number(taken.matched), number(taken.answeredBefore), number(taken.unmatched.length))}</p>
    </SendForm>
  );
}

function OneFile({ one }: { one: CoverageFile }) {
  const { say, language, day, number } = useLanguage();
  const { timeZone } = useMe().agency;
  const says = one.way === "asked" ? words.asked[language](number(one.sets), one.payerName ?? "", String(one.control)) : words.answered[language](number(one.matched));
  return (
    <li>
      {says}
      <span className="soft coverage-line">{words.by[language](day(dateInZone(one.madeAt, timeZone), "full"), one.byName ?? say(common.somebody))}</span>
      {one.unmatched.length === 0 ? null : <span className="coverage-line">{words.stray[language](one.unmatched.map(({ trace, answer }) => `${trace === "" ? say(words.noTrace) : trace} (${answer})`).join(", "))}</span>}
    </li>
  );
}
