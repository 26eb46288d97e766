import { useEffect, useRef, useState } from "react";
import { timeInZone } from "#kernel/dates.ts";
import { Segments, SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { TextArea } from "#ui/TextField.tsx";
import type { Audit, Mark, Rating, ServiceFact } from "../contract.ts";
import type { AuditItem } from "../form.contract.ts";
import { words } from "../screens.words.ts";
import type { Count } from "./Ratings.tsx";

const NOT_APPLICABLE = "not_applicable";
const asText = (mark: Mark) => (mark === null ? null : String(mark));
const asMark = (text: string): Mark => (text === NOT_APPLICABLE ? NOT_APPLICABLE : Number(text));
/** Milliseconds after the last letter in which what was written is kept. */
const PAUSE = 700;

type Given = { mark: Mark; comment: string; sessionId: string | null };
type Kept = { state: "as_it_was" } | { state: "saving" } | { state: "saved"; at: string } | { state: "not_saved" };

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
  const text = kept.state === "saving" ? say(words.saving) : kept.state === "saved" ? words.saved[language](kept.at) : kept.state === "not_saved" ? say(words.notSaved) : "";
  return <p className={kept.state === "not_saved" ? "audit-kept field-error" : "audit-kept soft"}>{text}</p>;
}

function useKeptAnswer(auditId: string, item: string, caseId: string | null, begins: Given, onCount: (count: Count) => void) {
  const api = useApi();
  const me = useMe();
  const refresh = useRefresh();
  const [given, setGiven] = useState(begins);
  const [kept, setKept] = useState<Kept>({ state: "as_it_was" });
  const newest = useRef(begins);
  const sent = useRef(begins);
  const busy = useRef<"no" | "yes">("no");
  const timer = useRef<number | undefined>(undefined);
  async function send() {
    if (busy.current === "yes" || newest.current === sent.current) return;
    busy.current = "yes";
    const one = newest.current;
    setKept({ state: "saving" });
    try {
      const { savedAt, score, suggestion } = await api.audits.rate({ auditId, item, caseId, ...one });
      sent.current = one;
      onCount({ score, suggestion });
      setKept({ state: "saved", at: timeInZone(savedAt, me.agency.timeZone) });
      void refresh(["audits.get", auditId]);
    } catch {
      setKept({ state: "not_saved" });
    } finally {
      busy.current = "no";
    }
    if (newest.current !== one) void send();
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
  useEffect(
    () => () => {
      window.clearTimeout(timer.current);
      void leave.current();
    },
    [],
  );
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
