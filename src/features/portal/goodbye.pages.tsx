import { dateInZone } from "#kernel/dates.ts";
import type { Language, Words } from "#kernel/language.ts";
import { sayDay, sayPhone } from "#features/site/moments.rules.ts";
import { Rich } from "#features/site/shell.pages.tsx";
import { firstFigures } from "#features/stories/rules.ts";
import { portalAddresses, tellingAddress } from "./addresses.rules.ts";
import { type AfterWords, type Goodbye, MOST_STONES } from "./goodbye.rules.ts";
import { goodbyeWords as words } from "./goodbye.words.ts";
import { renderPortalPage, type PortalProps } from "./shell.pages.tsx";
import { Jar } from "./stones.drawings.tsx";

/** `/portal/goodbye/…`: what changed and how, what helps when old fears come back, whom to call, and the way back. One sheet on paper. */
export function goodbyePage(props: PortalProps & { goodbye: Goodbye }): string {
  const { language, practice, goodbye } = props;
  const after = goodbye.after.find((one) => one.language === language) ?? goodbye.after[0] ?? null;
  const written = after?.language ?? language;
  const block = (title: Words, text: string) => <Block title={title[language]} text={text} lang={written === language ? undefined : written} />;
  return renderPortalPage({
    ...props,
    children: (
      <article className="wrap top portal goodbye">
        <h1>{words.title(goodbye.childName)[language]}</h1>
        <div className="goodbye-columns">
          <div className="goodbye-jar">
            {goodbye.visits > 0 && (
              <>
                <Jar stones={Math.min(goodbye.visits, MOST_STONES)} figures={goodbye.story?.figures ?? firstFigures} alt={words.jar[language]} />
                <p className="small">{words.visits(goodbye.visits)[language]}</p>
              </>
            )}
          </div>
          <div>
            {written !== language && <p className="small">{words.otherLanguage[language]}</p>}
            {after !== null && block(words.changes, after.changes)}
            <Reached goodbye={goodbye} language={language} />
            {goodbye.status === "open" && <Block title={words.different[language]} text={words.differentWords[language]} />}
            {after !== null && block(words.reminders, after.reminders)}
            {after !== null && block(words.symptoms, after.symptoms)}
            <section>
              <h2>{words.whomToCall[language]}</h2>
              {after !== null && <Lines text={after.whomToCall} lang={written === language ? undefined : written} />}
              <p>{practice.phone === "" ? words.noPhone[language] : <Rich text={words.call(sayPhone(practice.phone))[language]} />}</p>
            </section>
            <section>
              <h2>{words.comeBack[language]}</h2>
              {after !== null && <Lines text={after.comeBack} lang={written === language ? undefined : written} />}
              <p>{words.comeBackAlways[language]}</p>
            </section>
            {after !== null && <p className="small">{words.written(sayDay(dateInZone(after.writtenAt, practice.timeZone), language))[language]}</p>}
          </div>
        </div>
        <Further goodbye={goodbye} after={after} language={language} />
      </article>
    ),
  });
}

/** A part of the page, or nothing where nothing was written. */
function Block({ title, text, lang }: { title: string; text: string; lang?: Language }) {
  if (text.trim() === "") return null;
  return (
    <section>
      <h2>{title}</h2>
      <Lines text={text} lang={lang} />
    </section>
  );
}
const Lines = ({ text, lang }: { text: string; lang?: Language }) => <>{text.split("\n").filter((line) => line.trim() !== "").map((line, at) => <p key={at} lang={lang}>{line}</p>)}</>;

function Reached({ goodbye, language }: { goodbye: Goodbye; language: Language }) {
  if (goodbye.reached.length === 0) return null;
  return (
    <section>
      <h2>{words.reached[language]}</h2>
      <ul className="dots one-column">{goodbye.reached.map((one) => <li key={one.objectiveId}>{one.words}</li>)}</ul>
      <p className="small">{words.limits[language]}</p>
    </section>
  );
}

function Further({ goodbye, after, language }: { goodbye: Goodbye; after: AfterWords | null; language: Language }) {
  return (
    <div className="goodbye-further">
      {goodbye.story !== null && <p><a className="button second-choice" href={`${portalAddresses.story}/${goodbye.caseId}/${goodbye.story.versionId}?page=1`} data-replace="">{words.story[language]}</a></p>}
      {after !== null && <p><a className="link" href={`/api/cases/${goodbye.caseId}/aftercare/paper?language=${after.language}`}>{words.file[language]}</a></p>}
      <p className="small">{words.print[language]}</p>
      <p><a className="link" href={tellingAddress} data-replace="">{words.tell[language]}</a></p>
      <p><a className="link" href={portalAddresses.story} data-replace="">{words.back[language]}</a></p>
    </div>
  );
}

