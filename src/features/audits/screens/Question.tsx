import { useEffect, useRef, useState } from "react";
import { timeInZone } from "#kernel/dates.ts";
import { Segments, SelectField } from "#ui/ChoiceField.tsx";
import { asApiFault, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { TextArea } from "#ui/TextField.tsx";
import type { Audit, Mark, Rating, ServiceFact } from "../contract.ts";
import type { AuditItem } from "../form.contract.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import type { Count } from "./count.ts";

const NOT_APPLICABLE = "not_applicable";
const asText = (mark: Mark) => (mark === null ? null : String(mark));
const asMark = (text: string): Mark => (text === NOT_APPLICABLE ? NOT_APPLICABLE : Number(text));
/** Milliseconds after the last letter in which what was written is kept. */
const PAUSE = 700;
/** Milliseconds until what did not arrive is sent again. */
const AGAIN = 5000;
/** What passes by itself: the line, or the server. */
const passing: readonly string[] = ["offline", "unreadable", "not_ready", "internal", "too_many", "storage_full"];

type Given = { mark: Mark; comment: string; sessionId: string | null };
type Kept = { state: "as_it_was" } | { state: "saving" } | { state: "saved"; at: string } | { state: "not_saved"; why: string | null };

/** What is another than before, and what is said in any case: nothing else is sent, so that what another window gave stays. */
function changedOf(before: Given, now: Given, anyway: readonly (keyof Given)[]): Partial<Given> {
  const keys = (Object.keys(now) as (keyof Given)[]).filter((key) => now[key] !== before[key] || anyway.includes(key));
  return Object.fromEntries(keys.map((key) => [key, now[key]]));
}

/** One question with its answer, kept as it is being given: the newest is sent once the one before has arrived. */
export function Question({ audit, item, caseId, rating, sessions, onCount }: { audit: Audit; item: AuditItem; caseId: string | null; rating: Rating | undefined; sessions: readonly ServiceFact[]; onCount: (count: Count) => void }) {
  const { say, language, day } = useLanguage();
  const { given, change, kept } = useKeptAnswer(audit.auditId, item.id, caseId, { mark: rating?.mark ?? null, comment: rating?.comment?.words ?? "", sessionId: rating?.sessionId ?? null }, onCount);
  const question = item.words[language];
  const options = [...audit.form.scale.points.map((one) => ({ value: String(one.value), label: `${one.value} ${one.words[language]}` })), { value: NOT_APPLICABLE, label: say(words.notApplicable) }];
  return (
    <li className="audit-question">
      <p>
        {question} {item.cite === null ? null : <span className="soft">{item.cite}</span>}
      </p>
      <Segments legend={question} value={asText(given.mark)} onChange={(value) => change({ ...given, mark: asMark(value) }, "now")} options={options} />
      <details className="fold" open={given.comment !== "" || given.sessionId !== null}>
        <summary>{say(words.comment)}</summary>
        <TextArea label={say(words.comment)} hint={say(caseId === null ? words.commentOfAgency : words.commentOfCase)} value={given.comment} rows={2} maxLength={4000} onChange={(comment) => change({ ...given, comment }, "soon")} onLeave={() => change(given, "now")} need="optional" />
        {caseId === null ? null : <SelectField label={say(words.evidence)} empty={say(words.noEvidence)} value={given.sessionId ?? ""} onChange={(value) => change({ ...given, sessionId: value === "" ? null : value }, "now")} options={sessions.map((one) => ({ value: one.sessionId, label: `${one.code} · ${day(one.on, "full")}` }))} />}
        {given.sessionId === null ? null : <Link href={`/app/sessions/${given.sessionId}/note`}>{say(words.toNote)}</Link>}
      </details>
      <KeptWords kept={kept} />
    </li>
  );
}

function KeptWords({ kept }: { kept: Kept }) {
  const { say, language } = useLanguage();
  const text = kept.state === "saving" ? say(words.saving) : kept.state === "saved" ? words.saved[language](kept.at) : kept.state === "not_saved" ? (kept.why ?? say(words.notSaved)) : "";
  return <p className={kept.state === "not_saved" ? "audit-kept field-error" : "audit-kept soft"}>{text}</p>;
}

function useKeptAnswer(auditId: string, item: string, caseId: string | null, begins: Given, onCount: (count: Count) => void) {
  const api = useApi();
  const me = useMe();
  const { language } = useLanguage();
  const refresh = useRefresh();
  const [given, setGiven] = useState(begins);
  const [kept, setKept] = useState<Kept>({ state: "as_it_was" });
  const newest = useRef(begins);
  const sent = useRef(begins);
  // What was sent and not answered: it may have arrived, so it is said again, also where it is as before by now.
  const unsure = useRef<(keyof Given)[]>([]);
  const busy = useRef<"no" | "yes">("no");
  const timer = useRef<number | undefined>(undefined);
  const isThere = useRef<"yes" | "no">("yes");
  async function send() {
    if (busy.current === "yes" || newest.current === sent.current) return;
    busy.current = "yes";
    const one = newest.current;
    const said = changedOf(sent.current, one, unsure.current);
    setKept({ state: "saving" });
    try {
      const { savedAt, score, suggestion } = await api.audits.rate({ auditId, item, caseId, ...said });
      sent.current = one;
      unsure.current = [];
      onCount({ score, suggestion });
      setKept({ state: "saved", at: timeInZone(savedAt, me.agency.timeZone) });
      void refresh(["audits.get", auditId]);
    } catch (error) {
      unsure.current = Object.keys(said) as (keyof Given)[];
      const fault = asApiFault(error);
      const passes = passing.includes(fault.code);
      setKept({ state: "not_saved", why: passes ? null : sentenceFor(fault, language) });
      if (isThere.current === "yes" && passes) timer.current = window.setTimeout(() => void send(), AGAIN);
    } finally {
      busy.current = "no";
    }
    if (newest.current !== one && sent.current === one) void send();
  }
  function change(next: Given, when: "now" | "soon") {
    window.clearTimeout(timer.current);
    if (next !== newest.current) {
      newest.current = next;
      setGiven(next);
    }
    if (when === "now") void send();
    else timer.current = window.setTimeout(() => void send(), PAUSE);
  }
  // Whoever leaves the page within the pause loses nothing: what was written last is sent on the way out.
  const leave = useRef(send);
  useEffect(() => {
    leave.current = send;
  });
  useEffect(() => {
    const back = () => void leave.current();
    isThere.current = "yes";
    addEventListener("online", back);
    return () => {
      isThere.current = "no";
      removeEventListener("online", back);
      window.clearTimeout(timer.current);
      void leave.current();
    };
  }, []);
  return { given, change, kept };
}

/** One question as it was answered, for those who do not rate. */
export function QuestionRead({ audit, item, rating, sessions }: { audit: Audit; item: AuditItem; rating: Rating | undefined; sessions: readonly ServiceFact[] }) {
  const { say, language } = useLanguage();
  const mark = rating?.mark ?? null;
  const point = audit.form.scale.points.find((one) => one.value === mark);
  const session = sessions.find((one) => one.sessionId === rating?.sessionId);
  return (
    <li className="audit-question">
      <p>
        {item.words[language]} {item.cite === null ? null : <span className="soft">{item.cite}</span>}
      </p>
      <p>
        <strong>{mark === null ? say(words.notRated) : point === undefined ? say(words.notApplicable) : `${point.value} ${point.words[language]}`}</strong>
        {session === undefined ? null : <span className="soft"> {session.code}</span>}
      </p>
      {rating?.comment ? <p className="soft">{rating.comment.words}</p> : null}
    </li>
  );
}
