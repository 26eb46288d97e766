import { IconArchive, IconArrowUp, IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { sessionKinds } from "#features/calendar/contract.ts";
import { kindWords } from "#features/calendar/screens.words.ts";
import { GlyphButton } from "#ui/Button.tsx";
import { ChipGroup } from "#ui/Chip.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { type FieldWrong, sentenceFor, useSending } from "#ui/useSending.ts";
import { shortTitles } from "../screens.words.ts";
import { noteSections } from "../sections.contract.ts";
import { ageBands, type NoteTemplate } from "../templates.contract.ts";
import { bandNames, words } from "../templates.words.ts";
import "./note.css";

/** The programme's own templates of session notes: made, changed and taken out of use. */
export default function TemplatesScreen() {
  const { say, language, day } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const found = useAnswer(["noteTemplates.list"], (api) => api.noteTemplates.list());
  const back = hasRole(me, "administrator", "supervisor") ? { href: "/app/programme", label: say(words.back) } : undefined;
  return (
    <div className="page">
      <PageHeader title={say(words.title)} back={back} />
      <p className="soft">{say(words.what)}</p>
      {found.isPending ? (
        <Loading rows={3} />
      ) : found.isError ? (
        <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />
      ) : (
        <>
          {found.data.templates.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneWhy)}</EmptyState> : null}
          {found.data.templates.map((one) => (
            <section key={`${one.templateId}/${one.revision}`} className="part" aria-label={one.name}>
              <h2>{one.name}</h2>
              <p>
                {one.kinds.length === 0 ? say(words.all) : one.kinds.map((kind) => say(kindWords[kind])).join(", ")} · {one.bands.length === 0 ? say(words.allAges) : one.bands.map((band) => say(bandNames[band])).join(", ")}
              </p>
              <ol className="template-sections">
                {one.sections.map(({ section, prompt }) => (
                  <li key={section}>
                    {say(shortTitles[section])}
                    {prompt === "" ? null : <span className="soft">: {prompt}</span>}
                  </li>
                ))}
              </ol>
              <p className="soft small">{words.changed[language](one.changedByName ?? "Dyad", day(dateInZone(one.changedAt, me.agency.timeZone), "full"))}</p>
              {found.data.mayChange ? (
                <div className="buttons">
                  <FormPanel verb={say(words.change)} about={one.name} glyph={IconPencil}>
                    {(close) => <TemplateForm template={one} close={close} />}
                  </FormPanel>
                  <Retire template={one} />
                </div>
              ) : null}
            </section>
          ))}
          {found.data.mayChange ? <FormPanel verb={say(words.add)}>{(close) => <TemplateForm template={null} close={close} />}</FormPanel> : null}
        </>
      )}
    </div>
  );
}

function Retire({ template }: { template: NoteTemplate }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const name = `retire-${template.templateId}`;
  const sending = useSending(name);
  return (
    <FormPanel verb={say(words.retire)} about={template.name} glyph={IconArchive}>
      {(close) => (
        <SendForm name={name} sending={sending} submit={say(words.retire)} onCancel={close} onSubmit={() => void sending.send(async () => {
          await api.noteTemplates.retire({ templateId: template.templateId });
          await refresh(["noteTemplates.list"]);
        })}>
          <p>{say(words.retireSure)}</p>
        </SendForm>
      )}
    </FormPanel>
  );
}

/** Makes a template, or changes one. What was typed stays after an error. */
function TemplateForm({ template, close }: { template: NoteTemplate | null; close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const formName = `template-${template?.templateId ?? "new"}`;
  const sending = useSending(formName);
  const [name, setName] = useState(template?.name ?? "");
  const [kinds, setKinds] = useState<readonly string[]>(template?.kinds ?? []);
  const [bands, setBands] = useState<readonly string[]>(template?.bands ?? []);
  const [sections, setSections] = useState<NoteTemplate["sections"]>(template?.sections ?? []);
  async function submit(): Promise<void> {
    const wrong: FieldWrong[] = [];
    if (name.trim() === "") wrong.push({ path: "name", message: say(words.needName) });
    if (sections.length === 0) wrong.push({ path: "sections", message: say(words.needSection) });
    const content = { name, kinds: sessionKinds.filter((kind) => kinds.includes(kind)), bands: ageBands.filter((band) => bands.includes(band)), sections };
    const sent = await sending.send(async () => {
      if (template === null) await api.noteTemplates.add(content);
      else await api.noteTemplates.change({ templateId: template.templateId, revision: template.revision, ...content });
      await refresh(["noteTemplates.list"]);
    }, wrong);
    if (sent) close();
  }
  const pick = (picked: readonly string[]) => setSections([...sections.filter((one) => picked.includes(one.section)), ...noteSections.filter((section) => picked.includes(section) && !sections.some((one) => one.section === section)).map((section) => ({ section, prompt: "" }))]);
  const moveUp = (place: number) => setSections(sections.map((_, at) => sections[at === place - 1 ? place : at === place ? place - 1 : at]!));
  return (
    <SendForm name={formName} sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("name")} label={say(words.name)} need="required" maxLength={100} value={name} onChange={setName} error={sending.errorOf("name")} />
      <ChipGroup legend={`${say(words.kinds)} (${say(words.kindsHint)})`} choice="many" options={sessionKinds.map((kind) => ({ value: kind, label: say(kindWords[kind]) }))} value={kinds} onChange={setKinds} />
      <ChipGroup legend={say(words.bands)} choice="many" options={ageBands.map((band) => ({ value: band, label: say(bandNames[band]) }))} value={bands} onChange={setBands} />
      <div id={sending.id("sections")} tabIndex={-1}>
        <ChipGroup legend={say(words.sections)} choice="many" options={noteSections.map((section) => ({ value: section, label: say(shortTitles[section]) }))} value={sections.map((one) => one.section)} onChange={pick} />
      </div>
      {sections.length === 0 ? null : (
        <section aria-label={say(words.order)}>
          <h4>{say(words.order)}</h4>
          <ol className="template-order">
            {sections.map(({ section, prompt }, place) => {
              const title = say(shortTitles[section]);
              return (
                <li key={section}>
                  <TextField label={words.prompt[language](title)} need="optional" maxLength={300} value={prompt} onChange={(text) => setSections(sections.map((one) => (one.section === section ? { section, prompt: text } : one)))} />
                  {place === 0 ? null : <GlyphButton glyph={IconArrowUp} label={words.up[language](title)} onPress={() => moveUp(place)} />}
                </li>
              );
            })}
          </ol>
        </section>
      )}
    </SendForm>
  );
}
