import { IconArchive, IconArrowBackUp, IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { TemplateVersion } from "../contract.ts";
import { words } from "../screens.words.ts";
import { letterNames } from "../words.ts";
import { LetterheadPart } from "./LetterheadPart.tsx";
import { TemplateForm } from "./TemplateForm.tsx";
import "./letters.css";

/** What letters look like and with which paragraphs they begin: the letterhead, and the templates with every version. */
export default function LettersScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const [done, setDone] = useState("");
  const found = useAnswer(["letters.templates"], (api) => api.letters.templates());
  const all = found.data?.templates ?? [];
  const rowOf = (one: TemplateVersion) => <Template key={`${one.template} ${one.number}`} one={one} may={found.data?.mayEdit === true ? "edit" : "read"} onDone={setDone} />;
  const retired = all.filter((one) => one.state === "retired");
  return (
    <div className="page">
      <PageHeader title={say(words.title)} back={hasRole(me, "administrator", "supervisor") ? { href: "/app/programme", label: say(words.back) } : undefined} />
      <p className="soft">{say(words.what)}</p>
      <p role="status" className={done === "" ? "hidden-words" : "soft"}>
        {done}
      </p>
      <LetterheadPart onDone={setDone} />
      <section className="part" aria-labelledby="templates">
        <h2 id="templates">{say(words.templates)}</h2>
        <p className="soft">{say(words.templatesWhat)}</p>
        {found.isPending ? <Loading rows={6} /> : null}
        {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
        <ul className="letter-templates">{all.filter((one) => one.state === "in_use").map(rowOf)}</ul>
        {found.data?.mayEdit === true ? <FormPanel verb={say(words.add)}>{(close) => <TemplateForm version={null} onDone={setDone} close={close} />}</FormPanel> : null}
        {retired.length === 0 ? null : (
          <details className="fold">
            <summary>{say(words.retired)}</summary>
            <ul className="letter-templates">{retired.map(rowOf)}</ul>
          </details>
        )}
      </section>
    </div>
  );
}

/** Who made a version, and when. */
function useVersionLine() {
  const { say, language, day } = useLanguage();
  const me = useMe();
  return (one: TemplateVersion) => (one.madeAt === null ? say(words.shipped) : [words.versionOf[language](one.number, one.madeBy ?? "Dyad", day(dateInZone(one.madeAt, me.agency.timeZone), "full")), one.note].filter((part) => part !== "").join(". "));
}

function Template({ one, may, onDone }: { one: TemplateVersion; may: "edit" | "read"; onDone: (sentence: string) => void }) {
  const { say } = useLanguage();
  const sayVersion = useVersionLine();
  const [versions, setVersions] = useState<"closed" | "open">("closed");
  const name = say(one.content.name);
  return (
    <li className="letter-template">
      <h3>{name}</h3>
      <p className="soft small">
        {name === say(letterNames[one.content.kind]) ? null : `${say(letterNames[one.content.kind])} · `}
        {sayVersion(one)}
      </p>
      <details className="fold">
        <summary>
          {say(words.seeText)}
          <span className="hidden-words">: {name}</span>
        </summary>
        <Paragraphs one={one} />
      </details>
      {one.number === 0 ? null : (
        <details className="fold" onToggle={(event) => setVersions(event.currentTarget.open ? "open" : "closed")}>
          <summary>
            {say(words.versions)}
            <span className="hidden-words">: {name}</span>
          </summary>
          {versions === "open" ? <Versions template={one.template} /> : null}
        </details>
      )}
      {may === "read" ? null : (
        <div className="buttons">
          {one.state === "retired" ? null : (
            <FormPanel verb={say(words.change)} about={name} glyph={IconPencil}>
              {(close) => <TemplateForm version={one} onDone={onDone} close={close} />}
            </FormPanel>
          )}
          <Retire one={one} name={name} />
        </div>
      )}
    </li>
  );
}

function Paragraphs({ one }: { one: TemplateVersion }) {
  return (
    <ol className="letter-paragraphs">
      {one.content.paragraphs.map((paragraph, place) => (
        // Paragraphs have no id of their own: they stand in their order.
        <li key={place}>
          <p lang="en">{paragraph.en}</p>
          {paragraph.es === paragraph.en ? null : <p lang="es">{paragraph.es}</p>}
        </li>
      ))}
    </ol>
  );
}

function Versions({ template }: { template: string }) {
  const { language } = useLanguage();
  const sayVersion = useVersionLine();
  const found = useAnswer(["letters.versions", template], (api) => api.letters.versions({ template }));
  if (found.isPending) return <Loading rows={2} />;
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  return found.data.versions.map((one) => (
    <div key={one.number}>
      <p className="small">{sayVersion(one)}</p>
      <Paragraphs one={one} />
    </div>
  ));
}

function Retire({ one, name }: { one: TemplateVersion; name: string }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const form = `retire-${one.template}`;
  const sending = useSending(form);
  const verb = say(one.state === "retired" ? words.putBack : words.retire);
  return (
    <FormPanel verb={verb} about={name} glyph={one.state === "retired" ? IconArrowBackUp : IconArchive}>
      {(close) => (
        <SendForm name={form} sending={sending} submit={verb} onCancel={close} onSubmit={() => void sending.send(async () => {
          await api.letters.retire({ template: one.template, after: one.number, state: one.state === "retired" ? "in_use" : "retired" });
          await refresh(["letters.templates"], ["letters.versions", one.template]);
        })}>
          {one.state === "retired" ? null : <p>{say(words.retireSure)}</p>}
        </SendForm>
      )}
    </FormPanel>
  );
}
