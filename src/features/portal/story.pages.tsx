import type { Language } from "#kernel/language.ts";
import { Icon } from "#features/site/icons.pages.tsx";
import { sayDay } from "#features/site/moments.rules.ts";
import type { FamilyStory } from "#features/stories/family.contract.ts";
import { altFor, languagesOf } from "#features/stories/rules.ts";
import { StoryScene } from "#features/stories/scenes.drawings.tsx";
import { partNames, sceneAlts } from "#features/stories/story.words.ts";
import { goodbyeAddress, portalAddresses, tellingAddress } from "./addresses.rules.ts";
import type { GoodbyeLink } from "./goodbye.rules.ts";
import { goodbyeWords } from "./goodbye.words.ts";
import type { AskingStory } from "./family.rules.ts";
import { renderPortalPage, type PortalProps } from "./shell.pages.tsx";
import { storyWords as words } from "./story.words.ts";

/** Which pages of a story are shown: one of them by its place from 1, what comes after the last, or all at once. */
export type Leaf = number | "end" | "all";
export type WishState = { typed: string; fault: "none" | "empty" | "long" | "many" };
type Told = { caseId: string; story: FamilyStory };

const titleOf = ({ titleEn, titleEs }: Pick<FamilyStory, "titleEn" | "titleEs">, language: Language) => (language === "es" ? titleEs || titleEn : titleEn || titleEs);
const addressOf = (caseId: string, versionId: string, leaf: Leaf) => `${portalAddresses.story}/${caseId}/${versionId}?page=${leaf}`;
const pictureAddress = (caseId: string, storyId: string, pictureId: string) => `/api/cases/${caseId}/stories/${storyId}/pictures/${pictureId}/own`;
/** The language in which a story is read: the reader's, or the one that there is. */
function languageOf(story: FamilyStory, wanted: Language): Language {
  const has = languagesOf(story);
  return has.includes(wanted) ? wanted : (has[0] ?? wanted);
}

/** `/portal/story`: the stories that the adult may read, each with how it stands. */
export function storiesPage(props: PortalProps & { children: readonly { caseId: string; childName: string; stories: readonly FamilyStory[] }[]; goodbyes: readonly GoodbyeLink[] }): string {
  const { language, children } = props;
  const all = children.flatMap(({ caseId, stories }) => stories.map((story) => ({ caseId, story })));
  return renderPortalPage({
    ...props,
    children: (
      <div className="wrap narrow top portal">
        <h1>{words.title[language]}</h1>
        <p className="lead">{all.length === 0 ? words.none[language] : words.lead[language]}</p>
        <ul className="books">{all.map((one) => <li key={one.story.versionId}><Cover {...one} language={language} /></li>)}</ul>
        {props.goodbyes.map((one) => <p key={one.caseId} className="after-books"><a className="button second-choice" href={`${goodbyeAddress}/${one.caseId}`} data-replace="">{goodbyeWords.open(one.childName)[language]}</a></p>)}
        <p className="after-books"><a className="link" href={tellingAddress} data-replace="">{words.tellOthers[language]}</a></p>
      </div>
    ),
  });
}

function Cover({ caseId, story, language }: Told & { language: Language }) {
  const first = story.pages.find((one) => one.pictureId !== null || one.scene !== "none");
  const written = languageOf(story, language);
  return (
    <article className={story.state === "asks" ? "card book asks" : "card book"}>
      {first !== undefined && (first.pictureId !== null ? <img className="story-photo" src={pictureAddress(caseId, story.storyId, first.pictureId)} alt="" /> : first.scene !== "none" && <StoryScene scene={first.scene} figures={story.figures} />)}
      <div>
        <h2 lang={written === language ? undefined : written}>{titleOf(story, written)}</h2>
        <p><Standing story={story} language={language} /></p>
        <p><a className={story.state === "asks" ? "button main" : "button second-choice"} href={addressOf(caseId, story.versionId, 1)} data-replace="" aria-label={`${words.read[language]}: ${titleOf(story, language)}`}>{(story.state === "asks" ? words.read : words.readAgain)[language]}</a></p>
      </div>
    </article>
  );
}

function Standing({ story, language }: { story: FamilyStory; language: Language }) {
  if (story.state === "asks") return story.wishes.some((one) => one.settledAt === null) ? words.wished[language] : words.asks[language];
  if (story.approvedOn !== null) return words.answered(sayDay(story.approvedOn, language))[language];
  return words.ready[language];
}

/** A story that is read: a page with its picture and words, the way on, and at the end what is asked. */
export function storyPage(props: PortalProps & Told & { leaf: Leaf; wish: WishState }): string {
  const { language, story, leaf } = props;
  const written = languageOf(story, language);
  const told = { caseId: props.caseId, story, language, written };
  return renderPortalPage({
    ...props,
    children: (
      <article className="wrap portal telling">
        <h1 lang={written} className={leaf === 1 || leaf === "all" ? undefined : "later"}>{titleOf(story, written)}</h1>
        {written !== language && (leaf === 1 || leaf === "all") && <p className="small">{words.otherLanguage[language]}</p>}
        {leaf === "all" ? story.pages.map((one) => <Page key={one.pageId} {...told} page={one} />) : leaf === "end" ? null : <Page {...told} page={story.pages[leaf - 1]!} />}
        {leaf === "all" || leaf === "end" ? <End {...told} wish={props.wish} /> : <Way {...told} leaf={leaf} />}
      </article>
    ),
  });
}

type Telling = Told & { language: Language; written: Language };

function Page({ caseId, story, page, language, written }: Telling & { page: FamilyStory["pages"][number] }) {
  return (
    <section className="leaf-page" aria-labelledby={`page-${page.pageId}`}>
      {page.pictureId !== null ? <img className="story-photo" src={pictureAddress(caseId, story.storyId, page.pictureId)} alt={altFor(page, written)} lang={written} /> : page.scene !== "none" && <StoryScene scene={page.scene} figures={story.figures} alt={sceneAlts[page.scene][language]} />}
      <div className="told" lang={written}>
        <h2 id={`page-${page.pageId}`}>{partNames[page.part][written]}</h2>
        {page[written].split("\n").filter((line) => line.trim() !== "").map((line, at) => <p key={at}>{line}</p>)}
      </div>
    </section>
  );
}

/** On and back, at the same place on every page; each page of the story takes the place of the one before in the history. */
function Way({ caseId, story, language, leaf }: Telling & { leaf: number }) {
  const last = story.pages.length;
  const to = (place: Leaf) => addressOf(caseId, story.versionId, place);
  return (
    <nav className="way" aria-label={words.pages[language]}>
      <p className="small" aria-live="polite">{words.page(leaf, last)[language]}</p>
      <ol className="stage-bar" aria-hidden="true">{story.pages.map((one, at) => <li key={one.pageId} className={at + 1 < leaf ? "past" : at + 1 === leaf ? "now" : undefined} />)}</ol>
      <div className="way-buttons">
        <a className="button main" href={to(leaf === last ? "end" : leaf + 1)} data-replace="">{(leaf === last ? words.toEnd : words.next)[language]}</a>
        {leaf > 1 && <a className="button second-choice" href={to(leaf - 1)} data-replace="">{words.back[language]}</a>}
      </div>
      <p><a className="link" href={to("all")} data-replace="">{words.all[language]}</a></p>
      <p><a className="link" href={portalAddresses.story} data-replace="">{words.toList[language]}</a></p>
    </nav>
  );
}

function End(props: Telling & { wish: WishState }) {
  const { caseId, story, language } = props;
  const has = languagesOf(story);
  const kinds = has.length === 2 ? ([...has, "both"] as const) : has;
  return (
    <div className="story-end">
      {story.state === "asks" ? <Asking {...props} /> : <p className="box done"><Icon name="check" /><span>{story.approvedOn === null ? words.end[language] : words.thanks[language]}</span></p>}
      <section className="copies" aria-labelledby="copies">
        <h2 id="copies">{words.copies[language]}</h2>
        <ul className="rows">{kinds.map((one) => <li key={one}><Icon name="paper" /><a href={`/api/cases/${caseId}/stories/${story.storyId}/versions/${story.versionId}/own-paper?language=${one}`}>{words.copy[one][language]}</a></li>)}</ul>
        <p><a className="link" href={addressOf(caseId, story.versionId, 1)} data-replace="">{words.one[language]}</a></p>
        <p><a className="link" href={portalAddresses.story} data-replace="">{words.toList[language]}</a></p>
      </section>
    </div>
  );
}

const faultOf = { empty: words.changeEmpty, long: words.changeLong, many: words.changeMany } as const;

/** The adult's own yes, or what she or he would change. */
function Asking({ caseId, story, language, wish }: Telling & { wish: WishState }) {
  const action = (what: "yes" | "change") => `${portalAddresses.story}/${caseId}/${story.versionId}/${what}`;
  const fault = wish.fault === "none" ? null : faultOf[wish.fault];
  return (
    <section className="card asks" aria-labelledby="asking">
      {fault !== null && (
        <div className="box fault-summary" role="alert" tabIndex={-1} data-focus="">
          <p>{words.changeFault[language]}</p>
          <p><a className="link" href="#change">{fault[language]}</a></p>
        </div>
      )}
      <h2 id="asking">{words.askTitle[language]}</h2>
      <p>{words.askLead[language]}</p>
      {story.wishes.length > 0 && <p>{words.wished[language]}</p>}
      <form method="post" action={action("yes")}><button className="button main" type="submit">{words.yes[language]}</button></form>
      <details className="fold" open={fault !== null}>
        <summary><span>{words.change[language]}</span><Icon name="down" /></summary>
        <form method="post" action={action("change")}>
          <div className={fault === null ? "field" : "field fault"}>
            <label htmlFor="change">{words.changeLabel[language]}</label>
            <p className="hint" id="change-hint">{words.changeHint[language]}</p>
            {fault !== null && <p className="fault-line" id="change-fault"><Icon name="warning" /><span>{fault[language]}</span></p>}
            <textarea id="change" name="words" rows={5} defaultValue={wish.typed} aria-invalid={fault === null ? undefined : true} aria-describedby={fault === null ? "change-hint" : "change-hint change-fault"} />
          </div>
          <button className="button second-choice" type="submit">{words.changeSend[language]}</button>
        </form>
      </details>
      <p className="small">{words.notNow[language]}</p>
    </section>
  );
}

/** A story that waits for a yes, among what the first page says is to be done. */
export function AskStory({ story, language }: { story: AskingStory; language: Language }) {
  return (
    <article className="ask-row">
      <Icon name="paper" />
      <div>
        <h3>{words.askHome[language]}</h3>
        <p>{words.askHomeWhy[language]}</p>
        <p><a className="button main" href={addressOf(story.caseId, story.versionId, 1)} data-replace="" aria-label={`${words.read[language]}: ${titleOf(story, language)}`}>{words.read[language]}</a></p>
      </div>
    </article>
  );
}
