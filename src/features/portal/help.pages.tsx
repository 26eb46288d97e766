import type { Language } from "#kernel/language.ts";
import type { FamilyReferral, FamilyResource } from "#features/course/resources.contract.ts";
import { resourceKindNames } from "#features/course/resources.words.ts";
import { languageNames } from "#features/people/screens.words.ts";
import { Icon } from "#features/site/icons.pages.tsx";
import { sayDay } from "#features/site/moments.rules.ts";
import { Rich } from "#features/site/shell.pages.tsx";
import { helpWords as words } from "./help.words.ts";
import { renderPortalPage, type PortalProps } from "./shell.pages.tsx";

export type HelpProps = PortalProps & { referrals: readonly Omit<FamilyReferral, "disclosure">[]; directory: readonly FamilyResource[] };
type Place = Pick<FamilyResource, "name" | "kind" | "area" | "languages" | "phone" | "web">;

/** `/portal/help`: whom to call at once, what was set up with the family, and the places that the agency keeps for families. */
export function helpPage(props: HelpProps): string {
  const { language, referrals, directory } = props;
  return renderPortalPage({
    ...props,
    children: (
      <div className="wrap narrow top portal">
        <h1>{words.title[language]}</h1>
        <div className="box read-first"><p><Rich text={words.urgent[language]} /></p></div>
        <h2>{words.sent[language]}</h2>
        {referrals.length === 0 ? <p>{words.none[language]}</p> : <ul className="rows">{referrals.map((one) => <Sent key={one.referralId} one={one} language={language} />)}</ul>}
        <h2>{words.places[language]}</h2>
        {directory.length === 0 ? <p>{words.noPlaces[language]}</p> : <ul className="rows">{directory.map((one) => <li key={one.resourceId}><Icon name="place" /><PlaceLines one={one} language={language} /></li>)}</ul>}
        {[...referrals, ...directory].some((one) => one.web !== "") && <p className="small">{words.leaves[language]}</p>}
      </div>
    ),
  });
}

function Sent({ one, language }: { one: HelpProps["referrals"][number]; language: Language }) {
  return (
    <li>
      <Icon name="place" />
      <div>
        <PlaceLines one={one} language={language} />
        <p className="small">{(one.forWhom === "you" ? words.forYou : words.forChild)[language]}. {words.since(sayDay(one.referredOn, language))[language]}.</p>
        <p>{(one.outcome === null ? words.open : words.outcomes[one.outcome])[language]}</p>
      </div>
    </li>
  );
}

/** Figures of a number as a telephone dials them. */
const dialled = (phone: string) => phone.replace(/[^\d+]/g, "");

/** A place with how to reach it. Its page opens by a tap alone, and is told nothing of where one came from. */
function PlaceLines({ one, language }: { one: Place; language: Language }) {
  const spoken = one.languages.map((each) => languageNames[each]?.[language] ?? each).join(", ");
  return (
    <div>
      <strong>{one.name}</strong>
      <p className="small">{[resourceKindNames[one.kind][language], one.area, spoken].filter((said) => said !== "").join(" · ")}</p>
      {one.phone !== "" && <p>{dialled(one.phone).length >= 3 ? <a className="link" href={`tel:${dialled(one.phone)}`}>{one.phone}</a> : one.phone}</p>}
      {one.web !== "" && <p><a className="link" href={one.web} target="_blank" rel="noreferrer noopener">{words.web[language]}</a></p>}
    </div>
  );
}
