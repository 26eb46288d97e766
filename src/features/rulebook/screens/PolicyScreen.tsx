import { IconCheck, IconCircleCheck, IconCornerUpLeft, IconHome, IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import type { Clause } from "#features/policy/contract.ts";
import { hasRole, useAnswer, useApi, useMe } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useGoTo } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import { parameterNames, words } from "../screens.words.ts";
import { ChangeList } from "./ChangeList.tsx";
import { ParameterForm } from "./ParameterForm.tsx";
import { Span } from "./RulebookScreen.tsx";
import "./rulebook.css";

const glyphs = { confirmed: IconCircleCheck, draft: IconPencil, local: IconHome } as const;
const marks = { confirmed: "mark mark--met", draft: "mark mark--draft", local: "mark" } as const;

type Place = { policy: string; version: string };

/** One version of a policy: every clause with its source, status and parameters, and what nothing here decides. */
export default function PolicyScreen({ policy, version }: Place) {
  const { say, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const answer = useAnswer(["rulebook.get", policy, version], (api) => api.rulebook.get({ policy, version }));
  const may = hasRole(me, "administrator") ? "write" : "read";
  if (answer.isPending) return <div className="page"><Loading rows={8} /></div>;
  if (answer.isError) return <div className="page"><PageHeader title={say(words.title)} back={{ href: "/app/rulebook", label: say(words.back) }} /><ErrorState sentence={sentenceFor(answer.error, language)} verb={{ run: () => void answer.refetch() }} /></div>;
  const { version: shown, origin, changes } = answer.data;
  return (
    <div className="page rulebook">
      <PageHeader back={{ href: "/app/rulebook", label: say(words.back) }} title={shown.title[language]} />
      <DefinitionStrip
        definitions={[
          { label: say(words.version), value: shown.version },
          { label: say(words.holds), value: <Span {...shown.effective} /> },
          { label: say(words.cite), value: shown.cite },
          { label: say(words.origin), value: say(words.origins[origin]) },
          { label: say(words.source), value: shown.source },
        ]}
      />
      <section className="part">
        <h2 id="clauses">{say(words.clauses)}</h2>
        <ol className="clauses">
          {shown.clauses.map((clause) => (
            <ClauseRow key={clause.id} clause={clause} place={{ policy, version }} may={may} />
          ))}
        </ol>
      </section>
      {shown.notEncoded.length === 0 ? null : (
        <section className="part">
          <h2 id="not-encoded">{say(words.notEncoded)}</h2>
          <p className="soft">{say(words.notEncodedHint)}</p>
          <ul className="not-encoded">
            {shown.notEncoded.map((one) => (
              <li key={one.cite}>
                <span className="cite">{one.cite}</span> {one.why[language]}
              </li>
            ))}
          </ul>
        </section>
      )}
      <section className="part">
        <h2 id="changes">{say(words.changes)}</h2>
        <ChangeList changes={changes} />
        {may === "write" && origin !== "shipped" ? <FormPanel verb={say(origin === "own" ? words.remove : words.restore)} glyph={IconCornerUpLeft}>{(close) => <RestoreForm place={{ policy, version }} close={close} />}</FormPanel> : null}
      </section>
    </div>
  );
}

/** A rule's parameters as names and values; those that are not plain are written as a list or as JSON. */
function Parameters({ rule }: { rule: Clause["rule"] }) {
  const { say } = useLanguage();
  const shown = Object.entries(rule).filter(([key]) => key !== "kind");
  if (shown.length === 0) return null;
  const nameOf = (key: string) => (parameterNames[key] === undefined ? key : say(parameterNames[key]));
  const write = (value: unknown): string => {
    if (value === null) return say(words.notSet);
    if (typeof value === "boolean") return say(value ? words.yes : words.no);
    if (Array.isArray(value)) return value.map(write).join(value.some((one) => typeof one === "object") ? "\n" : ", ");
    return typeof value === "object" ? Object.entries(value).map(([key, inner]) => `${nameOf(key)}: ${write(inner)}`).join(" · ") : String(value);
  };
  return (
    <dl className="parameters">
      {shown.map(([key, value]) => (
        <div key={key}>
          <dt>{nameOf(key)}</dt>
          <dd>{write(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

function ClauseRow({ clause, place, may }: { clause: Clause; place: Place; may: "read" | "write" }) {
  const { say, language, day } = useLanguage();
  const roles = clause.overrideRoles.map((role) => say(words.roles[role])).join(", ");
  return (
    <li className="clause" id={clause.id}>
      <p className="cite">{clause.cite}</p>
      <div>
        <h3>{clause.words[language]}</h3>
        <p className="clause-standing">
          <span className={marks[clause.status]}>
            <Icon glyph={glyphs[clause.status]} /> {say(words.status[clause.status])}
          </span>
          <span>{say(words.severity)}: {say(words.severities[clause.severity])}</span>
          <span className="soft">{say(words.certainty[clause.certainty])}</span>
          <span className="soft">{say(words.asked)}: {clause.questions.map((one) => say(words.questions[one])).join(", ")}</span>
          <span className="soft">{say(words.mayOverride)}: {roles === "" ? say(words.nobody) : roles}</span>
        </p>
        {clause.confirmed === null ? null : <p>{words.confirmedBy[language](clause.confirmed.by, day(clause.confirmed.on, "full"), clause.confirmed.register)}</p>}
        <Parameters rule={clause.rule} />
        {may === "write" ? (
          <div className="buttons">
            {clause.status === "draft" ? <FormPanel verb={say(words.confirm)} about={clause.cite} glyph={IconCheck}>{(close) => <ConfirmForm clause={clause} place={place} close={close} />}</FormPanel> : null}
            <FormPanel verb={say(words.changeParameters)} about={clause.cite} glyph={IconPencil}>{(close) => <ParameterForm clause={clause} place={place} close={close} />}</FormPanel>
          </div>
        ) : null}
      </div>
    </li>
  );
}

function ConfirmForm({ clause, place, close }: { clause: Clause; place: Place; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const goTo = useGoTo();
  const form = `confirm-${clause.id}`;
  const sending = useSending(form);
  const [typed, setTyped] = useState({ registerWords: "", registerSource: "", registerOn: "" });
  const text = (key: keyof typeof typed) => ({ id: sending.id(key), value: typed[key], onChange: (value: string) => setTyped((before) => ({ ...before, [key]: value })), error: sending.errorOf(key) });
  async function submit() {
    let changeId = "";
    const wrong: FieldWrong[] = [];
    if (typed.registerWords.trim().length < 10) wrong.push({ path: "registerWords", message: say(words.needRegisterWords) });
    if (typed.registerSource.trim() === "") wrong.push({ path: "registerSource", message: say(words.needSource) });
    if (typed.registerOn === "") wrong.push({ path: "registerOn", message: say(words.needDay) });
    const sent = await sending.send(async () => void ({ changeId } = await api.rulebook.confirm({ ...place, clause: clause.id, ...typed })), wrong);
    if (sent) goTo(`/app/rulebook/changes/${changeId}`);
  }
  return (
    <SendForm name={form} sending={sending} submit={say(words.propose)} onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.confirmHint)}</p>
      <TextArea {...text("registerWords")} label={say(words.registerWords)} rows={5} />
      <TextField {...text("registerSource")} label={say(words.registerSource)} hint={say(words.registerSourceHint)} />
      <DateField {...text("registerOn")} label={say(words.registerOn)} need="required" />
    </SendForm>
  );
}

function RestoreForm({ place, close }: { place: Place; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const goTo = useGoTo();
  const sending = useSending("restore");
  const [reason, setReason] = useState("");
  async function submit() {
    let changeId = "";
    const sent = await sending.send(async () => void ({ changeId } = await api.rulebook.restore({ ...place, reason })), reason.trim().length < 10 ? [{ path: "reason", message: say(words.needReason) }] : []);
    if (sent) goTo(`/app/rulebook/changes/${changeId}`);
  }
  return (
    <SendForm name="restore" sending={sending} submit={say(words.propose)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("reason")} error={sending.errorOf("reason")} label={say(words.reason)} hint={say(words.reasonHint)} value={reason} onChange={setReason} />
    </SendForm>
  );
}
