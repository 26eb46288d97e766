import { IconPlayerStop } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { hasRole, useApi, useMe, useRefresh } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { StateMark } from "./StateMark.tsx";

type Kept = { overrideId: string; caseId: string; childName: string; policy: string; rule: string; cite: string; byName: string; at: string; until: string | null; endedAt: string | null; endedBy: string | null; state: "stands" | "over" | "ended"; why: { words: string; ended: string | null } | null };

/** Findings that a person decided over: who, when, why where the chart is open, until when; and the verb that ends one. */
export function Exceptions() {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const list = usePages(["compliance.overrides"], (api, after) => api.compliance.overrides({ after }));
  const kept: Kept[] = list.pages.flatMap((page) => page.overrides);
  if (list.state === "loading") return <Loading rows={5} />;
  if (list.state === "failed") return <ErrorState sentence={`${say(words.failed)} ${list.fault === null ? "" : sentenceFor(list.fault, language)}`} verb={{ run: list.again }} />;
  if (kept.length === 0) return <EmptyState sentence={say(words.noExceptions)} />;
  const on = (at: string) => day(dateInZone(at, me.agency.timeZone), "full");
  const columns: Column<Kept>[] = [
    { key: "child", label: say(words.child), cell: (one) => <Link href={`/app/families/${one.caseId}/${hasRole(me, "administrator") ? "people" : "eligibility"}`}>{one.childName}</Link> },
    { key: "finding", label: say(words.finding), cell: (one) => `${one.cite} · ${one.rule}` },
    { key: "by", label: say(words.by), cell: (one) => `${one.byName}, ${on(one.at)}` },
    { key: "why", label: say(words.why), cell: (one) => (one.why === null ? <span className="soft">{say(words.whyClosed)}</span> : <>{one.why.words}{one.why.ended === null ? null : <span className="soft"> · {one.why.ended}</span>}</>) },
    { key: "until", label: say(words.until), cell: (one) => (one.until === null ? say(words.noUntil) : day(one.until, "full")) },
    {
      key: "state",
      label: say(words.state),
      cell: (one) => (
        <>
          <StateMark state={one.state === "stands" ? "overridden" : "not_applicable"} word={one.state === "stands" ? say(words.stands) : one.state === "over" ? say(words.over) : words.ended[language](one.endedBy ?? "", one.endedAt === null ? "" : on(one.endedAt))} />
          {one.state === "stands" && hasRole(me, "supervisor", "administrator") ? <EndForm one={one} /> : null}
        </>
      ),
    },
  ];
  return <DataTable caption={say(words.exceptions)} columns={columns} rows={kept} rowKey={(one) => one.overrideId} more={list.more} phone="cards" />;
}

function EndForm({ one }: { one: Kept }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.end)} about={`${one.childName}, ${one.cite}`} glyph={IconPlayerStop}>
      {(close) => <EndFields one={one} close={close} />}
    </FormPanel>
  );
}

function EndFields({ one, close }: { one: Kept; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `end-${one.overrideId}`;
  const sending = useSending(name);
  const [reason, setReason] = useState("");
  async function submit() {
    const wrong = reason.trim().length < 10 ? [{ path: "reason", message: say(words.needReason) }] : [];
    const sent = await sending.send(async () => {
      await api.eligibility.endOverride({ caseId: one.caseId, overrideId: one.overrideId, reason: reason.trim() });
      await refresh(["compliance.overrides"], ["compliance.room"], ["eligibility.decide", one.caseId]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={name} label={say(words.end)} sending={sending} submit={say(words.end)} onSubmit={() => void submit()} onCancel={close}>
      <p>{say(words.endIntro)}</p>
      <TextArea id={sending.id("reason")} error={sending.errorOf("reason")} label={say(words.reason)} value={reason} onChange={setReason} maxLength={2000} need="required" />
    </SendForm>
  );
}
