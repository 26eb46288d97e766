import { IconArchive, IconExternalLink, IconPencil, IconSend } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { ButtonLink } from "#ui/Button.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { PartNow, SitePart, SiteVersion } from "../contract.ts";
import { emptyContent, findMissing } from "../rules.ts";
import { partWords, stateWords, words } from "../screens.words.ts";
import { Elsewhere } from "./Elsewhere.tsx";
import { WordsOf } from "./OwnWordsShown.tsx";
import { PartForm } from "./PartForm.tsx";
import { Listed } from "./Listed.tsx";
import "./site.css";

/** What the practice says of itself on its public pages, who is named there, and the link that leads there from elsewhere. */
export default function SiteScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const [done, setDone] = useState("");
  const found = useAnswer(["siteTexts.list"], (api) => api.siteTexts.list());
  return (
    <div className="page">
      <PageHeader title={say(words.title)} back={{ href: "/app/programme", label: say(words.back) }}>
        {found.data === undefined ? null : (
          <ButtonLink href={`${found.data.address}${language === "es" ? "/es" : "/"}`} glyph={IconExternalLink}>
            {say(words.open)}
          </ButtonLink>
        )}
      </PageHeader>
      <p className="soft">{say(words.what)}</p>
      <p role="status" className={done === "" ? "hidden-words" : "soft"}>
        {done}
      </p>
      <section className="part" aria-labelledby="site-texts">
        <h2 id="site-texts">{say(words.texts)}</h2>
        <p className="soft">{say(words.textsWhat)}</p>
        {found.isPending ? <Loading rows={6} /> : null}
        {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
        <ul className="site-parts">{found.data?.parts.map((one) => <Part key={`${one.part} ${one.number}`} one={one} onDone={setDone} />)}</ul>
      </section>
      <Listed onDone={setDone} />
      {found.data === undefined ? null : <Elsewhere address={found.data.address} />}
    </div>
  );
}

/** Who made a version, and when. */
function useMaker() {
  const { day } = useLanguage();
  const me = useMe();
  return (one: SiteVersion) => ({ name: one.madeBy ?? "Dyad", on: day(dateInZone(one.madeAt, me.agency.timeZone), "full") });
}

function Part({ one, onDone }: { one: PartNow; onDone: (sentence: string) => void }) {
  const { say } = useLanguage();
  const makerOf = useMaker();
  const [versions, setVersions] = useState<"closed" | "open">("closed");
  const { shown, draft } = one;
  const name = say(partWords[one.part].name);
  const line = (version: SiteVersion, of: typeof words.shown) => {
    const maker = makerOf(version);
    return say(of(version.number, maker.name, maker.on));
  };
  return (
    <li className="site-part">
      <h3>{name}</h3>
      <p className="soft small">{say(partWords[one.part].where)}</p>
      <p className="small">{shown === null ? say(words.notShown) : line(shown, words.shown)}</p>
      {draft === null ? null : <p className="small"><strong>{line(draft, words.draft)}</strong></p>}
      {shown === null ? null : (
        <details className="fold">
          <summary>
            {say(words.seeWords)}
            <span className="hidden-words">: {name}</span>
          </summary>
          <WordsOf content={shown.content} />
        </details>
      )}
      {one.number === 0 ? null : (
        <details className="fold" onToggle={(event) => setVersions(event.currentTarget.open ? "open" : "closed")}>
          <summary>
            {say(words.versions)}
            <span className="hidden-words">: {name}</span>
          </summary>
          {versions === "open" ? <Versions part={one.part} after={one.number} onDone={onDone} /> : null}
        </details>
      )}
      <div className="buttons">
        {draft === null ? null : (
          <FormPanel verb={say(words.look)} about={name} glyph={IconSend}>
            {(close) => <Publish part={one.part} draft={draft} onDone={onDone} close={close} />}
          </FormPanel>
        )}
        <FormPanel verb={say(draft === null ? words.write : words.goOn)} about={name} glyph={IconPencil}>
          {(close) => <PartForm from={(draft ?? shown)?.content ?? emptyContent(one.part)} after={one.number} onDone={onDone} close={close} />}
        </FormPanel>
        {shown === null ? null : (
          <FormPanel verb={say(words.takeOff)} about={name} glyph={IconArchive}>
            {(close) => <TakeOff part={one.part} after={one.number} onDone={onDone} close={close} />}
          </FormPanel>
        )}
      </div>
    </li>
  );
}

/** The draft as it will be read, what is missing before it can be, and the verb that puts it on the page. */
function Publish({ part, draft, onDone, close }: { part: SitePart; draft: SiteVersion; onDone: (sentence: string) => void; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const form = `publish-${part}`;
  const sending = useSending(form);
  const missing = findMissing(draft.content);
  const send = async () => {
    const isDone = await sending.send(async () => {
      await api.siteTexts.publish({ part, after: draft.number });
      await refresh(["siteTexts.list"], ["siteTexts.versions"]);
    });
    if (!isDone) return;
    onDone(say(words.published));
    close();
  };
  if (missing.length > 0)
    return (
      <>
        <p className="mark mark--almost">{say(words.missing)}</p>
        <ul>{missing.map(({ path, message }) => <li key={path}>{say(message)}</li>)}</ul>
        <WordsOf content={draft.content} />
      </>
    );
  return (
    <SendForm name={form} sending={sending} submit={say(words.publish)} onSubmit={() => void send()} onCancel={close}>
      <WordsOf content={draft.content} />
    </SendForm>
  );
}

function TakeOff({ part, after, onDone, close }: { part: SitePart; after: number; onDone: (sentence: string) => void; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const form = `take-off-${part}`;
  const sending = useSending(form);
  const send = async () => {
    const isDone = await sending.send(async () => {
      await api.siteTexts.withdraw({ part, after });
      await refresh(["siteTexts.list"], ["siteTexts.versions"]);
    });
    if (isDone) onDone(say(words.takenOff));
  };
  return (
    <SendForm name={form} sending={sending} submit={say(words.takeOff)} onSubmit={() => void send()} onCancel={close}>
      <p>{say(words.takeOffSure)}</p>
    </SendForm>
  );
}

function Versions({ part, after, onDone }: { part: SitePart; after: number; onDone: (sentence: string) => void }) {
  const { say, language } = useLanguage();
  const makerOf = useMaker();
  const found = useAnswer(["siteTexts.versions", part], (api) => api.siteTexts.versions({ part }));
  if (found.isPending) return <Loading rows={2} />;
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  return found.data.versions.map((one) => {
    const maker = makerOf(one);
    const title = say(words.version(one.number, say(stateWords[one.state]), maker.name, maker.on));
    return (
      <div key={one.number} className="site-version">
        <p className="small">
          <strong>{title}</strong>
          {one.note === "" ? null : ` · ${one.note}`}
        </p>
        <WordsOf content={one.content} />
        {one.number === after ? null : (
          <FormPanel verb={say(words.fromThis)} about={title} glyph={IconPencil}>
            {(close) => <PartForm from={one.content} after={after} onDone={onDone} close={close} />}
          </FormPanel>
        )}
      </div>
    );
  });
}
