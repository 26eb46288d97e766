import type { Place } from "#features/about/contract.ts";
import { saysNothing } from "#features/about/rules.ts";
import type { Language } from "#kernel/language.ts";
import { siteAddresses } from "./addresses.rules.ts";
import { practiceFacts } from "./found.rules.ts";
import { descriptionWords } from "./found.words.ts";
import { Icon } from "./icons.pages.tsx";
import { sayPhone } from "./moments.rules.ts";
import { Own, type OwnPageProps } from "./own.pages.tsx";
import { NestAlone } from "./scenes.pages.tsx";
import { renderPage, Rich } from "./shell.pages.tsx";
import { shellWords } from "./shell.words.ts";
import { estimateSource, stepFreeWords, visitWords as words } from "./visit.words.ts";

/** `/visit` and `/es/visitas`: where the practice is, how to get in, and what it costs, with the right to know first. */
export function visitPage(props: OwnPageProps): string {
  const { practice, language, ownWords: own } = props;
  const places = own.places?.places ?? [];
  return renderPage({
    ...props,
    title: practice.name,
    links: siteAddresses.visit,
    kind: "public",
    description: descriptionWords.visit,
    facts: practiceFacts(practice, own, language),
    children: (
      <>
        <div className="wrap top">
          <h1>{shellWords.visit[language]}</h1>
          <p className="lead">{words.lead[language]}</p>
        </div>
        <section className="band" id="places">
          <div className="wrap">
            <h2>{words.placesTitle[language]}</h2>
            {places.length === 0 ? (
              <>
                <NestAlone />
                <p>{(practice.phone === "" ? words.noPlacesNoPhone : words.noPlaces)[language]} {practice.phone !== "" && <Rich text={`**${sayPhone(practice.phone)}**`} />}</p>
              </>
            ) : (
              <ul className={places.length === 1 ? "places" : "places several"}>{places.map((one) => <PlaceCard key={one.placeId} place={one} language={language} />)}</ul>
            )}
          </div>
        </section>
        <Cost {...props} />
      </>
    ),
  });
}

function PlaceCard(props: { place: Place; language: Language }) {
  const { place, language } = props;
  const access = place.stepFree === "unsaid" ? "" : stepFreeWords[place.stepFree][language];
  return (
    <li className="card">
      <h3>{place.name[language]}</h3>
      <dl className="place-facts">
        {place.address.length > 0 && <div><dt>{words.address[language]}</dt><dd><address>{place.address.map((line) => <span key={line}>{line}</span>)}</address></dd></div>}
        {place.hours[language] !== "" && <div><dt>{words.hours[language]}</dt><dd>{place.hours[language]}</dd></div>}
        {access + place.access[language] !== "" && <div><dt>{words.access[language]}</dt><dd>{access} {place.access[language]}</dd></div>}
        {!saysNothing(place.way) && <div><dt>{words.way[language]}</dt><dd><Own text={place.way} language={language} /></dd></div>}
      </dl>
    </li>
  );
}

function Cost(props: OwnPageProps) {
  const { ownWords: own, language } = props;
  const cost = own.cost;
  return (
    <section className="band sunken" id="cost">
      <div className="wrap two">
        <div>
          <h2>{words.costTitle[language]}</h2>
          <p><strong>{words.costFirst[language]}</strong></p>
          <h3>{words.insurancesTitle[language]}</h3>
          {cost === undefined || cost.insurances.length === 0 ? (
            <p>{words.noInsurances[language]}</p>
          ) : (
            <>
              <ul className="checks">{cost.insurances.map((one) => <li key={one}><Icon name="check" /><span>{one}</span></li>)}</ul>
              <p>{words.askPlan[language]}</p>
            </>
          )}
          {cost !== undefined && !saysNothing(cost.selfPay) && <><h3>{words.selfPayTitle[language]}</h3><Own text={cost.selfPay} language={language} /></>}
          {cost !== undefined && !saysNothing(cost.help) && <><h3>{words.helpTitle[language]}</h3><Own text={cost.help} language={language} /></>}
        </div>
        <div className="box">
          <h2>{words.rightTitle[language]}</h2>
          <ul className="dots one-column">{words.right.map((line) => <li key={line.en}><Rich text={line[language]} /></li>)}</ul>
          <p>{words.rightMore[language]} <a className="link" href={estimateSource.link} rel="noreferrer noopener">{estimateSource.text}</a>, <a className="link" href={estimateSource.dial}>{estimateSource.phone}</a></p>
        </div>
      </div>
      <div className="wrap"><p className="buttons"><a className="button main" href={siteAddresses.ask[language]}>{shellWords.ask[language]}</a></p></div>
    </section>
  );
}
