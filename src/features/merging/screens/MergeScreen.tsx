import { useNavigate } from "@tanstack/react-router";
import { type ReactNode, useState } from "react";
import { CheckField, RadioGroup } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { Hidden } from "#ui/Hidden.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import type { Gain, Side } from "../contract.ts";
import { classWords, relationWords, words } from "../screens.words.ts";
import { nameOf } from "./saying.ts";
import "./merging.css";

/** Two records side by side, who would see more, and the decision to join them. */
export default function MergeScreen({ caseId, otherCaseId }: { caseId: string; otherCaseId: string }) {
  const { say, language } = useLanguage();
  usePageTitle(words.mergeTitle);
  // Which of the two stays: at first the one that is open, else the one with more sessions.
  const [stays, setStays] = useState<string | null>(null);
  const first = useAnswer(["merging.preview", caseId, otherCaseId], (api) => api.merging.preview({ caseId, otherCaseId }));
  const sides = first.data === undefined ? null : ([first.data.side, first.data.other] as const);
  const kept = stays ?? (sides === null ? null : betterOf(sides).caseId);
  const gone = kept === caseId ? otherCaseId : caseId;
  const asked = useAnswer(["merging.preview", gone, kept], (api) => api.merging.preview({ caseId: gone, otherCaseId: kept! }), { when: kept === null ? "not_yet" : "now" });
  return (
    <div className="page">
      <PageHeader title={say(words.mergeTitle)} back={{ href: "/app/same-child", label: say(words.title) }} />
      {first.isError ? <ErrorState sentence={sentenceFor(first.error, language)} verb={{ run: () => void first.refetch() }} /> : null}
      {sides === null ? first.isError ? null : <Loading rows={6} /> : <SideBySide sides={sides} />}
      {sides === null || kept === null ? null : <JoinForm key="join" sides={sides} kept={kept} onKeep={setStays} gains={asked.data?.gains ?? null} seen={asked.data?.seen ?? ""} obstacle={asked.data?.obstacle ?? null} again={() => void asked.refetch()} />}
    </div>
  );
}

/** The record that would rather stay: the open one, else that with more sessions, else the older. */
const betterOf = ([one, other]: readonly [Side, Side]): Side => (one.status !== other.status ? (one.status === "open" ? one : other) : one.sessions !== other.sessions ? (one.sessions > other.sessions ? one : other) : one.openedOn <= other.openedOn ? one : other);

function SideBySide({ sides }: { sides: readonly [Side, Side] }) {
  const { say, day, number } = useLanguage();
  const list = (all: readonly string[]) => (all.length === 0 ? say(words.nothing) : all.join(", "));
  const date = (on: string | null) => (on === null ? say(words.nothing) : day(on, "full"));
  const lines: { label: string; of: (one: Side) => string }[] = [
    { label: say(words.name), of: nameOf },
    { label: say(words.birth), of: (one) => date(one.childBirthDate) },
    { label: say(words.opened), of: (one) => date(one.openedOn) },
    { label: say(words.status), of: (one) => say(one.status === "open" ? words.statusOpen : words.statusClosed) },
    { label: say(words.clinicians), of: (one) => list(one.clinicians) },
    { label: say(words.adults), of: (one) => list(one.adults) },
    { label: say(words.sessions), of: (one) => number(one.sessions) },
    { label: say(words.last), of: (one) => date(one.lastSessionOn) },
  ];
  const [left, right] = sides;
  return (
    <table className="two-records">
      <caption>
        <Hidden>{say(words.mergeTitle)}</Hidden>
      </caption>
      <thead>
        <tr>
          <td />
          {sides.map((one) => (
            <th key={one.caseId} scope="col">
              <Link href={`/app/families/${one.caseId}`}>{nameOf(one)}</Link>
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {lines.map(({ label, of }) => {
          const differs = of(left) !== of(right);
          return (
            <tr key={label}>
              <th scope="row">{label}</th>
              <td className={differs ? "differs" : undefined}>{of(left)}</td>
              <td className={differs ? "differs" : undefined}>
                {of(right)}
                {differs ? <Hidden> ({say(words.differs)})</Hidden> : null}
              </td>
            </tr>
          );
        })}
      </tbody>
    </table>
  );
}

type JoinProps = { sides: readonly [Side, Side]; kept: string; onKeep: (caseId: string) => void; gains: readonly Gain[] | null; seen: string; obstacle: string | null; again: () => void };

function JoinForm({ sides, kept, onKeep, gains, seen, obstacle, again }: JoinProps) {
  const { say, day, language } = useLanguage();
  const api = useApi();
  const go = useNavigate();
  const refresh = useRefresh();
  const sending = useSending("join");
  const [reason, setReason] = useState("");
  const [read, setRead] = useState<"yes" | "no">("no");
  const labelOf = (one: Side) => words.record[language](nameOf(one), day(one.openedOn, "full"));
  const gone = sides.find((one) => one.caseId !== kept)!;
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (reason.trim().length < 10) wrong.push({ path: "reason", message: say(words.needReason) });
    if (read === "no") wrong.push({ path: "seen", message: say(words.needRead) });
    await sending.send(async () => {
      try {
        await api.merging.join({ caseId: gone.caseId, otherCaseId: kept, reason, seen });
      } catch (error) {
        again();
        setRead("no");
        throw error;
      }
      await refresh(["merging.list"], ["merging.candidates"], ["cases.list"], ["cases.get"]);
      await go({ to: `/app/families/${kept}` });
    }, wrong);
  }
  return (
    <div className="wide-form">
      <SendForm name="join" sending={sending} submit={say(words.join)} onSubmit={() => void submit()}>
        <RadioGroup
          id={sending.id("otherCaseId")}
          label={say(words.stays)}
          hint={say(words.staysHint)}
          value={kept}
          onChange={(next) => {
            onKeep(next);
            setRead("no");
          }}
          error={sending.errorOf("otherCaseId")}
          options={sides.map((one) => ({ value: one.caseId, label: labelOf(one) }))}
        />
        <section aria-labelledby="gains">
          <h2 id="gains">{say(words.gains)}</h2>
          <Gains gains={gains} labelOf={(caseId) => labelOf(sides.find((one) => one.caseId === caseId)!)} />
          <p className="soft">{say(words.gainsHint)}</p>
        </section>
        {obstacle === null ? null : <p role="status">{obstacle}</p>}
        <TextField id={sending.id("reason")} label={say(words.reason)} maxLength={500} value={reason} onChange={setReason} error={sending.errorOf("reason")} need="required" />
        <CheckField id={sending.id("seen")} label={say(words.read)} value={read} onChange={setRead} error={sending.errorOf("seen")} />
      </SendForm>
    </div>
  );
}

function Gains({ gains, labelOf }: { gains: readonly Gain[] | null; labelOf: (caseId: string) => string }): ReactNode {
  const { say, language } = useLanguage();
  if (gains === null) return <Loading rows={2} />;
  if (gains.length === 0) return <p>{say(words.noGains)}</p>;
  return (
    <ul className="more-seen">
      {gains.map((one) => (
        <li key={`${one.name} ${one.relation} ${one.ofCaseId}`}>{words.gain[language](one.name, say(relationWords[one.relation]), one.classes.map((ofClass) => say(classWords[ofClass])).join(", "), labelOf(one.ofCaseId))}</li>
      ))}
    </ul>
  );
}
