import type { Language } from "#kernel/language.ts";
import { Icon } from "#features/site/icons.pages.tsx";
import { portalAddresses, portalFurther } from "./addresses.rules.ts";
import { helpWords } from "./help.words.ts";
import type { OwnWay } from "./reach.contract.ts";
import { reachWords as words, sayWay } from "./reach.words.ts";
import { renderPortalPage, type PortalProps } from "./shell.pages.tsx";

export type ReachProps = PortalProps & { ways: readonly OwnWay[]; letters: Language };

/** `/portal/reach`: how the adult is reached, and how that ends. */
export function reachPage(props: ReachProps): string {
  const { language, ways, letters } = props;
  const other = letters === "en" ? "es" : "en";
  return renderPortalPage({
    ...props,
    children: (
      <div className="wrap narrow top portal">
        <h1>{words.title[language]}</h1>
        <p className="lead">{(ways.length === 0 ? words.none : words.lead)[language]}</p>
        {ways.map((one) => <Way key={one.contactWayId} one={one} language={language} />)}
        <Texts ways={ways} language={language} />
        <section className="card" aria-labelledby="letters">
          <h2 id="letters">{words.letters[language]}</h2>
          <p>{words.lettersNow[letters][language]}</p>
          <form method="post" action={`${portalFurther.reach}/letters`}><button className="button second-choice" type="submit" name="language" value={other}>{words.change[other][language]}</button></form>
        </section>
        <section className="card" aria-labelledby="new-way">
          <h2 id="new-way">{words.newWay[language]}</h2>
          <p>{words.newWhy[language]}</p>
          <p><a className="button second-choice" href={portalAddresses.messages} data-replace=""><Icon name="talk" />{words.write[language]}</a></p>
        </section>
      </div>
    ),
  });
}

const capital = (text: string) => text.charAt(0).toUpperCase() + text.slice(1);

function Way({ one, language }: { one: OwnWay; language: Language }) {
  return (
    <section className="card" aria-label={sayWay(one.way, one.masked)[language]}>
      <h2>{capital(sayWay(one.way, one.masked)[language])}</h2>
      <p><span className="tag own"><Icon name={one.isSafe ? "check" : "shield"} />{(one.isSafe ? words.safe : words.notSafe)[language]}</span></p>
      {one.isSafe && (
        <>
          <p>{words.uses[one.way][language]} {one.way === "phone" && words.voicemails[one.voicemail][language]} {one.hours.length > 0 && words.hours[language]}</p>
          <details className="unsafe">
            <summary>{words.unsafe[language]}</summary>
            <p>{words.unsafeWhat[language]} {one.way !== "phone" && words.unsafeDoor[language]}</p>
            <form method="post" action={`${portalFurther.reach}/unsafe`}><input type="hidden" name="way" value={one.contactWayId} /><button className="button second-choice" type="submit">{words.stopIt[language]}</button></form>
          </details>
        </>
      )}
    </section>
  );
}

function Texts({ ways, language }: { ways: readonly OwnWay[]; language: Language }) {
  const texts = ways.filter((one) => one.way === "text");
  if (texts.length === 0) return null;
  const come = texts.some((one) => one.texts === "come");
  const mayAllow = !come && texts.some((one) => one.texts === "stopped_here");
  return (
    <section className="card" aria-labelledby="texts">
      <h2 id="texts">{words.texts[language]}</h2>
      <p>{(come ? words.textsCome : mayAllow ? words.textsStopped : words.textsElsewhere)[language]}</p>
      {(come || mayAllow) && <form method="post" action={`${portalFurther.reach}/texts`}><button className="button second-choice" type="submit" name="texts" value={come ? "stop" : "allow"}>{(come ? words.stop : words.allow)[language]}</button></form>}
    </section>
  );
}

/** The ways from the first page to what stands in no menu. */
export function FurtherCard({ language }: { language: Language }) {
  return (
    <section className="card" aria-labelledby="reach">
      <h2 id="reach">{words.more[language]}</h2>
      <p>{words.card[language]} <a className="link" href={portalFurther.reach} data-replace="">{words.look[language]}</a></p>
      <p>{helpWords.card[language]} <a className="link" href={portalFurther.help} data-replace="">{helpWords.title[language]}</a></p>
    </section>
  );
}
