import { IconUpload } from "@tabler/icons-react";
import { useState } from "react";
import { CheckField, SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { axesWords } from "#features/diagnoses/axes.words.ts";
import { Link, useGoTo } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import type { VersionSummary } from "../contract.ts";
import { words } from "../screens.words.ts";
import { ChangeList } from "./ChangeList.tsx";
import "./rulebook.css";

type InUse = { session: string; eligibility: string[]; team: string[] };
const lists = ["eligibility", "team"] as const;

/** The policies as the agency has them: which there are, which it works by, what was changed, and how to bring in another. */
export default function RulebookScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const answer = useAnswer(["rulebook.list"], (api) => api.rulebook.list());
  const may = hasRole(me, "administrator") ? "write" : "read";
  return (
    <div className="page">
      <PageHeader back={{ href: "/app/compliance", label: say(words.room) }} title={say(words.title)} detail={say(words.lead)} />
      {answer.isPending ? (
        <Loading rows={6} />
      ) : answer.isError ? (
        <ErrorState sentence={sentenceFor(answer.error, language)} verb={{ run: () => void answer.refetch() }} />
      ) : (
        <>
          <Versions versions={answer.data.versions} />
          <p>
            <Link href="/app/rulebook/codes">{say(axesWords.tableTitle)}</Link>
          </p>
          <WhatWeUse inUse={answer.data.inUse} versions={answer.data.versions} may={may} />
          <section className="part">
            <h2 id="changes">{say(words.changes)}</h2>
            <ChangeList changes={answer.data.changes} />
            {may === "write" ? (
              <FormPanel verb={say(words.import)} glyph={IconUpload}>
                {(close) => <ImportForm close={close} />}
              </FormPanel>
            ) : null}
          </section>
        </>
      )}
    </div>
  );
}

const addressOf = (one: Pick<VersionSummary, "policy" | "version">) => `/app/rulebook/${encodeURIComponent(one.policy)}/${encodeURIComponent(one.version)}`;

function Versions({ versions }: { versions: readonly VersionSummary[] }) {
  const { say, language, number } = useLanguage();
  return (
    <section className="part">
      <h2 id="policies">{say(words.policies)}</h2>
      <DataTable
        caption={say(words.policies)}
        rows={versions}
        rowKey={(one) => `${one.policy} ${one.version}`}
        phone="cards"
        columns={[
          { key: "title", label: say(words.policies), cell: (one) => <Link href={addressOf(one)}>{one.title[language]}</Link> },
          { key: "version", label: say(words.version), cell: (one) => one.version },
          { key: "holds", label: say(words.holds), cell: (one) => <Span from={one.from} to={one.to} /> },
          { key: "clauses", label: say(words.clauses), cell: (one) => <>{number(one.clauses)} <span className="soft">({one.drafts === 0 ? say(words.noDrafts) : words.drafts[language](one.drafts)})</span></> },
          { key: "origin", label: say(words.origin), cell: (one) => say(words.origins[one.origin]) },
        ]}
      />
    </section>
  );
}

/** From when until when a version holds, in words. */
export function Span({ from, to }: { from: string | null; to: string | null }) {
  const { say, day, language } = useLanguage();
  if (from === null && to === null) return <>{say(words.always)}</>;
  if (to === null) return <>{words.from[language](day(from!, "full"))}</>;
  return <>{from === null ? words.until[language](day(to, "full")) : words.fromTo[language](day(from, "full"), day(to, "full"))}</>;
}

function WhatWeUse({ inUse, versions, may }: { inUse: InUse; versions: readonly VersionSummary[]; may: "read" | "write" }) {
  const { say, language } = useLanguage();
  const titles = new Map(versions.map((one) => [one.policy, one.title[language]]));
  const titleOf = (policy: string) => titles.get(policy) ?? policy;
  return (
    <section className="part">
      <h2 id="in-use">{say(words.inUse)}</h2>
      <p className="soft">{say(words.inUseHint)}</p>
      <DefinitionStrip
        look="list"
        definitions={[
          { label: say(words.session), value: titleOf(inUse.session) },
          ...lists.map((list) => ({ label: say(words[list]), value: inUse[list].map(titleOf).join(" · ") })),
        ]}
      />
      {may === "write" ? <FormPanel verb={say(words.change)} about={say(words.inUse)}>{(close) => <UseForm inUse={inUse} titles={titles} close={close} />}</FormPanel> : null}
    </section>
  );
}

function UseForm({ inUse, titles, close }: { inUse: InUse; titles: ReadonlyMap<string, string>; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("in-use");
  const [form, setForm] = useState(inUse);
  async function submit() {
    const wrong: FieldWrong[] = lists.filter((list) => form[list].length === 0).map((list) => ({ path: `${list}.0`, message: `${say(words[list])}: ${say(words.needOne)}` }));
    const sent = await sending.send(async () => {
      await api.rulebook.use(form);
      await refresh(["rulebook.list"]);
    }, wrong);
    if (sent) close();
  }
  const toggle = (list: (typeof lists)[number], policy: string) => (value: "yes" | "no") => setForm((before) => ({ ...before, [list]: value === "yes" ? [...before[list], policy] : before[list].filter((one) => one !== policy) }));
  return (
    <SendForm name="in-use" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("session")} error={sending.errorOf("session")} label={say(words.session)} value={form.session} onChange={(session) => setForm((before) => ({ ...before, session }))} options={[...titles].map(([value, label]) => ({ value, label }))} />
      {lists.map((list) => (
        <fieldset key={list}>
          <legend>{say(words[list])}</legend>
          {[...titles].map(([policy, title], index) => {
            const place = form[list].includes(policy) ? form[list].indexOf(policy) : index === 0 && form[list].length === 0 ? 0 : null;
            const path = `${list}.${place}`;
            return <CheckField key={policy} id={place === null ? undefined : sending.id(path)} error={place === null ? null : sending.errorOf(path)} label={title} value={form[list].includes(policy) ? "yes" : "no"} onChange={toggle(list, policy)} />;
          })}
        </fieldset>
      ))}
    </SendForm>
  );
}

function ImportForm({ close }: { close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const goTo = useGoTo();
  const sending = useSending("import");
  const [form, setForm] = useState({ file: "", reason: "" });
  const text = (key: keyof typeof form) => ({ id: sending.id(key), value: form[key], onChange: (value: string) => setForm((before) => ({ ...before, [key]: value })), error: sending.errorOf(key) });
  async function submit() {
    const wrong: FieldWrong[] = [];
    if (form.file.trim() === "") wrong.push({ path: "file", message: say(words.needFile) });
    if (form.reason.trim().length < 10) wrong.push({ path: "reason", message: say(words.needReason) });
    let changeId = "";
    const sent = await sending.send(async () => void ({ changeId } = await api.rulebook.importVersion(form)), wrong);
    if (sent) goTo(`/app/rulebook/changes/${changeId}`);
  }
  return (
    <SendForm name="import" sending={sending} submit={say(words.propose)} onSubmit={() => void submit()} onCancel={close}>
      <p className="soft">{say(words.importHint)}</p>
      <label className="file">
        <span>{say(words.choose)}</span>
        <input type="file" accept="application/json,.json" onChange={(event) => void event.target.files?.[0]?.text().then((file) => setForm((before) => ({ ...before, file })))} />
      </label>
      <TextArea {...text("file")} label={say(words.file)} rows={8} />
      <TextField {...text("reason")} label={say(words.reason)} hint={say(words.reasonHint)} />
    </SendForm>
  );
}
