import { IconCheck, IconCircleCheck, IconHome, IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { eventNames } from "#features/compliance/screens.words.ts";
import type { Clause } from "#features/policy/contract.ts";
import type { EventKind } from "#features/policy/timers.contract.ts";
import { useApi } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useGoTo } from "#ui/Link.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import type { Provision } from "../editing.rules.ts";
import { words } from "../screens.words.ts";
import { ParameterForm } from "./ParameterForm.tsx";
import { kindOfParameter, nameOfParameter, parametersOf } from "./parameters.ts";

/** The version that a clause or timer stands in. */
export type Place = { policy: string; version: string };

const glyphs = { confirmed: IconCircleCheck, draft: IconPencil, local: IconHome } as const;
const marks = { confirmed: "mark mark--met", draft: "mark mark--draft", local: "mark" } as const;

/** A rule's parameters as names and values; those that are not plain are written as a list or as JSON. */
function Parameters({ provision }: { provision: Provision }) {
  const { say } = useLanguage();
  const shown = parametersOf(provision);
  if (shown.length === 0) return null;
  const nameOf = (key: string) => nameOfParameter(provision.kind, key, say);
  const isEvent = (key: string) => kindOfParameter(provision.kind, key, null) === "event";
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
          <dd>{value === null ? say(words.notSet) : isEvent(key) ? say(eventNames[value as EventKind]) : key === "dayKind" ? say(words.calendarDays) : write(value)}</dd>
        </div>
      ))}
    </dl>
  );
}

/** One clause or timer: its source, own words, status and parameters, and what an administrator may do with it. */
export function ProvisionRow({ provision, place, may }: { provision: Provision; place: Place; may: "read" | "write" }) {
  const { say, language, day } = useLanguage();
  const { of } = provision;
  return (
    <li className="clause" id={of.id}>
      <p className="cite">{of.cite}</p>
      <div>
        <h3>{of.words[language]}</h3>
        <p className="clause-standing">
          <span className={marks[of.status]}>
            <Icon glyph={glyphs[of.status]} /> {say(words.status[of.status])}
          </span>
          <span>{say(words.severity)}: {say((provision.kind === "clause" ? words.severities : words.timerSeverities)[of.severity])}</span>
          <span className="soft">{say(words.certainty[of.certainty])}</span>
          {provision.kind === "clause" ? <ClauseStanding clause={provision.of} /> : <span className="soft">{say(words.kindsOfTimer[provision.of.kind])}</span>}
        </p>
        {of.confirmed === null ? null : <p>{words.confirmedBy[language](of.confirmed.by, day(of.confirmed.on, "full"), of.confirmed.register)}</p>}
        <Parameters provision={provision} />
        {may === "write" ? (
          <div className="buttons">
            {of.status === "draft" ? <FormPanel verb={say(words.confirm)} about={of.cite} glyph={IconCheck}>{(close) => <ConfirmForm provision={provision} place={place} close={close} />}</FormPanel> : null}
            <FormPanel verb={say(words.changeParameters)} about={of.cite} glyph={IconPencil}>{(close) => <ParameterForm provision={provision} place={place} close={close} />}</FormPanel>
          </div>
        ) : null}
      </div>
    </li>
  );
}

function ClauseStanding({ clause }: { clause: Clause }) {
  const { say } = useLanguage();
  const roles = clause.overrideRoles.map((role) => say(words.roles[role])).join(", ");
  return (
    <>
      <span className="soft">{say(words.asked)}: {clause.questions.map((one) => say(words.questions[one])).join(", ")}</span>
      <span className="soft">{say(words.mayOverride)}: {roles === "" ? say(words.nobody) : roles}</span>
    </>
  );
}

function ConfirmForm({ provision, place, close }: { provision: Provision; place: Place; close: () => void }) {
  const { kind, of } = provision;
  const { say } = useLanguage();
  const api = useApi();
  const goTo = useGoTo();
  const form = `confirm-${of.id}`;
  const sending = useSending(form);
  const [typed, setTyped] = useState({ registerWords: "", registerSource: "", registerOn: "" });
  const text = (key: keyof typeof typed) => ({ id: sending.id(key), value: typed[key], onChange: (value: string) => setTyped((before) => ({ ...before, [key]: value })), error: sending.errorOf(key) });
  async function submit() {
    let changeId = "";
    const wrong: FieldWrong[] = [];
    if (typed.registerWords.trim().length < 10) wrong.push({ path: "registerWords", message: say(words.needRegisterWords) });
    if (typed.registerSource.trim() === "") wrong.push({ path: "registerSource", message: say(words.needSource) });
    if (typed.registerOn === "") wrong.push({ path: "registerOn", message: say(words.needDay) });
    const propose = () => (kind === "clause" ? api.rulebook.confirm({ ...place, clause: of.id, ...typed }) : api.rulebook.confirmTimer({ ...place, timer: of.id, ...typed }));
    const sent = await sending.send(async () => void ({ changeId } = await propose()), wrong);
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
