import { IconCheck, IconClock, IconPencilPlus } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { useSessionChoices } from "#features/calendar/screens/useSessionChoices.ts";
import type { StoryVersion } from "../contract.ts";
import { languagesOf } from "../rules.ts";
import { statusNames, wayNames, words } from "../screens.words.ts";
import { kindNames, partNames } from "../story.words.ts";
import { PagePicture } from "./PagePicture.tsx";
import { Wishes } from "./Wishes.tsx";
import { StoryEditor } from "./StoryEditor.tsx";
import { type StoryAdult, useStoryChanged } from "./useStoryChanged.ts";

type Of = { caseId: string; storyId: string; adults: readonly StoryAdult[] };

/** One story: its draft to write in, or the version that stands, and those before it. */
export function StoryBook({ caseId, storyId, adults }: Of) {
  const { say, language } = useLanguage();
  const found = useAnswer(["stories.get", caseId, storyId], (api) => api.stories.get({ caseId, storyId }));
  if (found.isPending) return <Loading rows={5} />;
  if (found.isError) return <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} />;
  const { kind, ownerId, versions, today } = found.data;
  const [newest, ...former] = versions;
  const writes = found.data.may.includes("write");
  const asked = adults.filter((one) => ownerId === null || one.personId === ownerId);
  const of = { caseId, storyId, adults };
  return (
    <>
      <h2 id="story">{say(kindNames[kind])}</h2>
      {newest === undefined ? null : newest.status === "draft" && writes ? <StoryEditor key={newest.versionId} {...of} adults={asked} kind={kind} version={newest} /> : <Kept {...of} version={newest} today={today} writes={writes ? "yes" : "no"} />}
      {newest !== undefined && newest.status !== "draft" && writes ? <NextButton {...of} /> : null}
      {former.map((one) => (
        <details key={one.versionId} className="fold">
          <summary>{words.version[language](one.number, say(statusNames[one.status]))}</summary>
          <Kept {...of} version={one} today={today} writes="no" />
        </details>
      ))}
    </>
  );
}

function NextButton({ caseId, storyId }: Of) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useStoryChanged({ caseId, storyId });
  const sending = useSending("next");
  const begin = () =>
    sending.send(async () => {
      await api.stories.beginNext({ caseId, storyId });
      await changed();
    });
  return (
    <div id="next" tabIndex={-1}>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <Button glyph={IconPencilPlus} state={sending.state} onClick={() => void begin()}>
        {say(words.next)}
      </Button>
    </div>
  );
}

export type KeptProps = Of & { version: StoryVersion; today: string; writes: "yes" | "no" };

/** A version whose words stand: its pages, who said yes, when it was told, and the way to paper. */
function Kept(props: KeptProps) {
  const { caseId, storyId, adults, version, writes, today } = props;
  const { say, language, day } = useLanguage();
  const { content } = version;
  const spoken = languagesOf(content);
  const nameOf = (personId: string) => adults.find((one) => one.personId === personId)?.name ?? "";
  return (
    <article className="story-book" aria-label={words.version[language](version.number, say(statusNames[version.status]))}>
      <header>
        <p className="story-title">{content.titleEn || content.titleEs}</p>
        {content.titleEn !== "" && content.titleEs !== "" ? <p className="story-title-also" lang="es">{content.titleEs}</p> : null}
        <p className="soft">{words.version[language](version.number, say(statusNames[version.status]))}</p>
      </header>
      <ol className="story-pages">
        {content.pages.map((one) => (
          <li key={one.pageId} className="story-spread">
            <PagePicture caseId={caseId} storyId={storyId} page={one} figures={content.figures} />
            <div>
              <h3>{say(partNames[one.part])}</h3>
              {one.en === "" ? null : <p lang="en">{one.en}</p>}
              {one.es === "" ? null : <p lang="es" className={one.en === "" ? "" : "story-also"}>{one.es}</p>}
            </div>
          </li>
        ))}
      </ol>
      <p className="buttons story-prints">
        {[...spoken, ...(spoken.length === 2 ? (["both"] as const) : [])].map((one) => (
          <a key={one} className="button button--second" href={`/api/cases/${caseId}/stories/${storyId}/versions/${version.versionId}/paper?language=${one}`} download>
            {say(words.print[one])}
          </a>
        ))}
      </p>
      <h3>{say(words.approvals)}</h3>
      <ul className="story-asked">
        {version.asked.map((personId) => {
          const said = version.approvals.find((one) => one.adultId === personId);
          return (
            <li key={personId}>
              <Icon glyph={said === undefined ? IconClock : IconCheck} /> {said === undefined ? words.waits[language](nameOf(personId)) : (said.way === "portal" ? words.approvedThere : words.approved)[language](nameOf(personId), day(said.approvedOn, "full"))}
              {said !== undefined || writes === "no" ? null : <Approve {...props} personId={personId} name={nameOf(personId)} today={today} />}
            </li>
          );
        })}
      </ul>
      {version.wishes.length === 0 ? null : <Wishes {...props} nameOf={nameOf} />}
      <h3>{say(words.tellings)}</h3>
      {version.tellings.length === 0 ? <p className="soft">{say(words.notTold)}</p> : null}
      <ul className="story-asked">
        {version.tellings.map((one) => (
          <li key={`${one.toldOn} ${one.way}`}>
            {day(one.toldOn, "full")}, {say(wayNames[one.way])}
          </li>
        ))}
      </ul>
      {version.status === "ready" && writes === "yes" ? <Tell {...props} /> : null}
    </article>
  );
}

function Approve({ caseId, storyId, version, personId, name, today }: KeptProps & { personId: string; name: string }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = useStoryChanged({ caseId, storyId });
  const sending = useSending("approval");
  const [approvedOn, setApprovedOn] = useState(today);
  async function submit(close: () => void) {
    const sent = await sending.send(async () => {
      await api.stories.approve({ caseId, storyId, versionId: version.versionId, adultId: personId, approvedOn });
      await changed();
    });
    if (sent) close();
  }
  return (
    <FormPanel verb={words.approve[language](name)} glyph={IconCheck}>
      {(close) => (
        <SendForm name="approval" sending={sending} submit={say(words.keepIt)} onSubmit={() => void submit(close)} onCancel={close}>
          <DateField id={sending.id("approvedOn")} label={say(words.approvedOn)} value={approvedOn} onChange={setApprovedOn} error={sending.errorOf("approvedOn")} />
        </SendForm>
      )}
    </FormPanel>
  );
}

const ways = ["toys", "pictures", "words"] as const;
function Tell({ caseId, storyId, version, today }: KeptProps) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useStoryChanged({ caseId, storyId });
  const sending = useSending("telling");
  const sessions = useSessionChoices(caseId);
  const [toldOn, setToldOn] = useState(today);
  const [sessionId, setSessionId] = useState("");
  const [way, setWay] = useState<(typeof ways)[number]>("pictures");
  async function submit(close: () => void) {
    const sent = await sending.send(async () => {
      await api.stories.tell({ caseId, storyId, versionId: version.versionId, toldOn, way, sessionId: sessionId === "" ? null : sessionId });
      await changed();
    });
    if (sent) close();
  }
  return (
    <FormPanel verb={say(words.tell)}>
      {(close) => (
        <SendForm name="telling" sending={sending} submit={say(words.keepIt)} onSubmit={() => void submit(close)} onCancel={close}>
          <DateField id={sending.id("toldOn")} label={say(words.approvedOn)} value={toldOn} onChange={setToldOn} error={sending.errorOf("toldOn")} />
          <SelectField id={sending.id("way")} label={say(words.way)} value={way} onChange={(value) => setWay(ways.find((one) => one === value) ?? "pictures")} options={ways.map((value) => ({ value, label: say(wayNames[value]) }))} />
          <SelectField id={sending.id("sessionId")} label={say(words.session)} empty={say(words.noSession)} need="optional" value={sessionId} onChange={setSessionId} options={sessions} />
        </SendForm>
      )}
    </FormPanel>
  );
}
