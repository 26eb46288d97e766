import { IconPencil, IconPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { CheckField, SelectField } from "#ui/ChoiceField.tsx";
import { sayLanguage } from "#features/people/screens/saying.ts";
import { useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { usePages } from "#ui/usePages.ts";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import { type Resource, type ResourceKind, resourceKinds } from "../resources.contract.ts";
import { resourceKindNames, resourceWords as words } from "../resources.words.ts";
import "./course.css";

/** The directory of help that the agency keeps: everybody who works with families searches it, adds to it and says that it was checked. */
export default function ResourcesScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const [search, setSearch] = useState("");
  const [kind, setKind] = useState<ResourceKind | "">("");
  const [retired, setRetired] = useState<"yes" | "no">("no");
  const found = usePages(["resources.list", search, kind, retired], (api, after) => api.resources.list({ search, kind: kind === "" ? null : kind, state: retired === "yes" ? "all" : "in_use", after }));
  const all = found.pages.flatMap((page) => page.resources);
  return (
    <div className="page">
      <PageHeader title={say(words.title)} />
      <FormPanel verb={say(words.add)} glyph={IconPlus}>
        {(close) => <ResourceFields stands={null} close={close} />}
      </FormPanel>
      <div className="filters">
        <TextField kind="search" label={say(words.search)} value={search} maxLength={100} onChange={setSearch} />
        <SelectField label={say(words.kind)} empty={say(words.allKinds)} value={kind} onChange={(next) => setKind(resourceKinds.find((one) => one === next) ?? "")} options={resourceKinds.map((value) => ({ value, label: say(resourceKindNames[value]) }))} />
        <CheckField label={say(words.showRetired)} value={retired} onChange={setRetired} />
      </div>
      {found.state === "loading" ? <Loading rows={4} /> : null}
      {found.state === "failed" ? <ErrorState sentence={`${say(words.failed)} ${found.fault === null ? "" : sentenceFor(found.fault, language)}`} verb={{ run: found.again }} /> : null}
      {found.state === "there" && all.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : null}
      <ul className="course-steps">
        {all.map((one) => (
          <ResourceRow key={one.resourceId} one={one} />
        ))}
      </ul>
      {found.more === null ? null : (
        <p>
          <Button state={found.more.state} onClick={found.more.fetch}>
            {say(words.more)}
          </Button>
        </p>
      )}
    </div>
  );
}

function ResourceRow({ one }: { one: Resource }) {
  const { say, language, day } = useLanguage();
  const checked = one.checkedOn === null ? say(words.notChecked) : words.checked[language](day(one.checkedOn, "full"));
  return (
    <li className="course-step resource">
      <div className="course-step-what">
        <p>
          <strong>{one.name}</strong> <span className="soft">{[say(resourceKindNames[one.kind]), one.area, one.languages.map((code) => sayLanguage(code, language)).join(", "), one.retiredOn === null ? "" : say(words.retired), one.forFamilies ? say(words.shownToFamilies) : ""].filter((part) => part !== "").join(" · ")}</span>
        </p>
        <p>
          {one.phone === "" ? null : <a href={`tel:${one.phone.replace(/[^\d+]/g, "")}`}>{one.phone}</a>} {one.web === "" ? null : <span className="soft">{one.web}</span>}
        </p>
        {one.notes === "" ? null : <p className="course-words">{one.notes}</p>}
        <p className="soft small">{checked}</p>
      </div>
      <FormPanel verb={say(words.change)} about={one.name} glyph={IconPencil}>
        {(close) => <ResourceFields stands={one} close={close} />}
      </FormPanel>
    </li>
  );
}

function ResourceFields({ stands, close }: { stands: Resource | null; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const form = `resource-${stands?.resourceId ?? "new"}`;
  const sending = useSending(form);
  const [text, setText] = useState({ name: stands?.name ?? "", area: stands?.area ?? "", languages: stands?.languages.join(", ") ?? "", phone: stands?.phone ?? "", web: stands?.web ?? "", notes: stands?.notes ?? "" });
  const [kind, setKind] = useState<string>(stands?.kind ?? "");
  const [checkedOn, setChecked] = useState(stands?.checkedOn ?? "");
  const [inUse, setInUse] = useState<"yes" | "no">(stands === null || stands.retiredOn === null ? "yes" : "no");
  const [shown, setShown] = useState<"yes" | "no">(stands?.forFamilies === true ? "yes" : "no");
  const set = (key: keyof typeof text) => (value: string) => setText((before) => ({ ...before, [key]: value }));
  async function submit() {
    const chosen = resourceKinds.find((one) => one === kind);
    const wrong: FieldWrong[] = text.name.trim() === "" ? [{ path: "name", message: say(words.needName) }] : [];
    if (chosen === undefined) wrong.push({ path: "kind", message: say(words.needKind) });
    const sent = await sending.send(async () => {
      const said = { ...text, kind: chosen!, languages: text.languages.split(/[\s,;]+/).filter((one) => one !== ""), checkedOn: checkedOn === "" ? null : checkedOn, forFamilies: shown === "yes" };
      if (stands === null) await api.resources.add(said);
      else await api.resources.change({ ...said, resourceId: stands.resourceId, revision: stands.revision, inUse: inUse === "yes" });
      await refresh(["resources.list"]);
    }, wrong);
    if (sent) close();
  }
  return (
    <SendForm name={form} sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("name")} label={say(words.name)} value={text.name} maxLength={200} onChange={set("name")} error={sending.errorOf("name")} need="required" />
      <SelectField id={sending.id("kind")} label={say(words.kind)} value={kind} onChange={setKind} error={sending.errorOf("kind")} options={resourceKinds.map((value) => ({ value, label: say(resourceKindNames[value]) }))} />
      <TextField id={sending.id("area")} label={say(words.area)} value={text.area} maxLength={200} onChange={set("area")} error={sending.errorOf("area")} />
      <TextField id={sending.id("languages")} label={say(words.languages)} hint={say(words.languagesHint)} value={text.languages} maxLength={60} onChange={set("languages")} error={sending.errorOf("languages") ?? sending.errorOf("languages.0")} />
      <TextField id={sending.id("phone")} kind="tel" label={say(words.phone)} value={text.phone} maxLength={60} onChange={set("phone")} error={sending.errorOf("phone")} />
      <TextField id={sending.id("web")} kind="url" label={say(words.web)} value={text.web} maxLength={300} onChange={set("web")} error={sending.errorOf("web")} />
      <TextArea id={sending.id("notes")} label={say(words.notes)} hint={say(words.notesHint)} value={text.notes} maxLength={2000} onChange={set("notes")} error={sending.errorOf("notes")} />
      <DateField id={sending.id("checkedOn")} label={say(words.checkedOn)} value={checkedOn} onChange={setChecked} error={sending.errorOf("checkedOn")} />
      <CheckField label={say(words.forFamilies)} value={shown} onChange={setShown} />
      {stands === null ? null : <CheckField label={say(words.inUse)} value={inUse} onChange={setInUse} />}
    </SendForm>
  );
}
