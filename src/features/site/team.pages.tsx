import type { TeamMember } from "#features/about/team.contract.ts";
import type { Language } from "#kernel/language.ts";
import { siteAddresses } from "./addresses.rules.ts";
import { descriptionWords } from "./found.words.ts";
import { Icon } from "./icons.pages.tsx";
import { Own, type OwnPageProps } from "./own.pages.tsx";
import { Families } from "./scenes.pages.tsx";
import { renderPage } from "./shell.pages.tsx";
import { shellWords } from "./shell.words.ts";
import { roleWords, takesWords, teamWords as words } from "./team.words.ts";

export type TeamPageProps = OwnPageProps & { team: readonly TeamMember[] };

/** `/team` and `/es/equipo`: about the practice, and who of it agreed to be named. No photographs: nobody is to be known again on the street. */
export function teamPage(props: TeamPageProps): string {
  const { practice, language, ownWords: own, team } = props;
  return renderPage({
    ...props,
    title: practice.name,
    links: siteAddresses.team,
    kind: "public",
    description: descriptionWords.team,
    children: (
      <>
        <div className="wrap top">
          <h1>{shellWords.team[language]}</h1>
          <p className="lead">{words.lead[language]}</p>
        </div>
        {own.about !== undefined && (
          <section className="band">
            <div className="wrap two">
              <h2>{words.aboutTitle[language]}</h2>
              <Own text={own.about.text} language={language} />
            </div>
          </section>
        )}
        <section className={own.about === undefined ? "band" : "band sunken"}>
          <div className="wrap">
            <h2>{words.listTitle[language]}</h2>
            {team.length === 0 ? <p>{words.nobody[language]}</p> : <ul className="team">{team.map((one, at) => <Member key={at} one={one} {...props} />)}</ul>}
          </div>
        </section>
        <section className="band">
          <div className="wrap"><Families /></div>
          <div className="wrap">
            <p>{words.fit[language]}</p>
            <p className="buttons"><a className="button main" href={siteAddresses.ask[language]}>{shellWords.ask[language]}</a></p>
          </div>
        </section>
      </>
    ),
  });
}

function Member(props: TeamPageProps & { one: TeamMember }) {
  const { one, ownWords: own, language } = props;
  const places = (own.places?.places ?? []).filter(({ placeId }) => one.placeIds.includes(placeId)).map(({ name }) => name[language]);
  const lines: { icon: "check" | "talk" | "place" | "clock"; text: string }[] = [
    ...(one.isTrained ? [{ icon: "check" as const, text: words.trained[language] }] : []),
    ...(one.languages.length === 0 ? [] : [{ icon: "talk" as const, text: words.speaks(sayLanguages(one.languages, language))[language] }]),
    ...(places.length === 0 ? [] : [{ icon: "place" as const, text: places.join(" · ") }]),
    ...(one.takes === "unsaid" ? [] : [{ icon: "clock" as const, text: takesWords[one.takes][language] }]),
  ];
  return (
    <li className="card">
      <h3 translate="no">{one.name}</h3>
      <p className="eyebrow">{roleWords[one.role][language]}</p>
      {lines.length > 0 && <ul className="member-facts">{lines.map((line) => <li key={line.icon}><Icon name={line.icon} /><span>{line.text}</span></li>)}</ul>}
    </li>
  );
}

const sayAll = (names: readonly string[], language: Language) => new Intl.ListFormat(language, { type: "conjunction" }).format(names);

/** Languages by their names in the language of the page, which comes first where it is among them. */
function sayLanguages(codes: readonly string[], language: Language): string {
  const names = new Intl.DisplayNames([language], { type: "language", fallback: "code" });
  return sayAll(codes.toSorted((one, other) => Number(other === language) - Number(one === language)).map((code) => (code === "ase" ? signLanguage[language] : (names.of(code) ?? code))), language);
}
const signLanguage = { en: "American Sign Language", es: "lengua de señas americana" } as const;
