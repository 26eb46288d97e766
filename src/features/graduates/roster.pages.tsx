import { writeDay } from "#kernel/saying.ts";
import { type CivilDate } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { siteAddresses } from "#features/site/addresses.rules.ts";
import { Icon } from "#features/site/icons.pages.tsx";
import { type PageProps, renderPage } from "#features/site/shell.pages.tsx";
import { type RosterEntry, rosterLanguages, rosterTakes } from "./roster.contract.ts";
import { completedWords, isAway } from "./rules.ts";
import { ageNames, rosterWords as words, settingNames, takesNames } from "./words.ts";

/** How the roster is asked. */
export type RosterQuery = { town: string; language: string | null; takes: string | null; page: number };
type RosterProps = PageProps & { asked: RosterQuery; entries: readonly RosterEntry[]; matching: number; pages: number; today: CivilDate };

/** The address of the roster as it is asked, in a language. */
export function rosterAddress(language: Language, { town, language: spoken, takes, page }: RosterQuery): string {
  const query = new URLSearchParams({ ...(town === "" ? {} : { town }), ...(spoken === null ? {} : { language: spoken }), ...(takes === null ? {} : { takes }), ...(page > 1 ? { page: String(page) } : {}) }).toString();
  return `${siteAddresses.roster[language]}${query === "" ? "" : `?${query}`}`;
}

const signLanguage = { en: "American Sign Language", es: "lengua de señas americana" } as const;
const sayLanguage = (code: string, language: Language) => (code === "ase" ? signLanguage[language] : (new Intl.DisplayNames([language], { type: "language", fallback: "code" }).of(code) ?? code));
const sayAll = (names: readonly string[], language: Language) => new Intl.ListFormat(language, { type: "conjunction" }).format(names);

/** `/roster`: who agreed to be listed. Whoever takes the agreement back is gone with the next look; no search and no cache keeps the page. */
export function rosterPage(props: RosterProps): string {
  const { practice, language, asked, entries } = props;
  const plain: RosterQuery = { town: "", language: null, takes: null, page: 1 };
  const isNarrowed = asked.town !== "" || asked.language !== null || asked.takes !== null;
  return renderPage({
    ...props,
    title: practice.name,
    links: { en: rosterAddress("en", asked), es: rosterAddress("es", asked) },
    kind: "form",
    children: (
      <div className="wrap narrow reading">
        <h1>{words.title[language]}</h1>
        <p className="lead">{words.lead[language]}</p>
        <form method="get" action={siteAddresses.roster[language]} role="search">
          <div className="field">
            <label htmlFor="town">{words.town[language]}</label>
            <input id="town" name="town" type="text" defaultValue={asked.town} maxLength={80} autoComplete="off" />
          </div>
          {asked.language !== null && <input type="hidden" name="language" value={asked.language} />}
          {asked.takes !== null && <input type="hidden" name="takes" value={asked.takes} />}
          <p><button className="button main" type="submit">{words.search[language]}</button></p>
        </form>
        <Narrow {...props} label={words.language[language]} part="language" options={rosterLanguages.map((one) => ({ value: one, name: sayLanguage(one, language) }))} />
        <Narrow {...props} label={words.takes[language]} part="takes" options={rosterTakes.map((one) => ({ value: one, name: takesNames[one][language] }))} />
        {entries.length === 0 ? (
          <div className="box good">
            <p>{(isNarrowed ? words.noMatch : words.none)[language]}</p>
            {isNarrowed && <p><a className="link" href={rosterAddress(language, plain)}>{words.all[language]}</a></p>}
          </div>
        ) : (
          <>
            <p role="status">{words.found(props.matching)[language]}</p>
            <ul className="article-list">{entries.map((one, at) => <Entry key={at} one={one} {...props} />)}</ul>
          </>
        )}
        {props.pages > 1 && (
          <nav aria-label={words.pages[language]}>
            <p>{words.page(asked.page, props.pages)[language]}</p>
            <p className="buttons">
              {asked.page > 1 && <a className="button second-choice" href={rosterAddress(language, { ...asked, page: asked.page - 1 })}>{words.before[language]}</a>}
              {asked.page < props.pages && <a className="button second-choice" href={rosterAddress(language, { ...asked, page: asked.page + 1 })}>{words.next[language]}</a>}
            </p>
          </nav>
        )}
        <p><a className="link" href={siteAddresses.certificates[language]}>{words.check[language]}</a></p>
      </div>
    ),
  });
}

function Narrow(props: RosterProps & { label: string; part: "language" | "takes"; options: readonly { value: string; name: string }[] }) {
  const { language, asked, part } = props;
  const to = (value: string | null) => rosterAddress(language, { ...asked, [part]: value, page: 1 });
  return (
    <nav aria-label={props.label}>
      <h2 className="eyebrow">{props.label}</h2>
      <ul className="tag-row">
        <li><a href={to(null)} aria-current={asked[part] === null ? "true" : undefined}>{words.any[language]}</a></li>
        {props.options.map((one) => <li key={one.value}><a href={to(one.value)} aria-current={asked[part] === one.value ? "true" : undefined}>{one.name}</a></li>)}
      </ul>
    </nav>
  );
}

function Entry(props: RosterProps & { one: RosterEntry }) {
  const { one, language } = props;
  const day = (on: CivilDate) => writeDay(on, language);
  const away = isAway(one, props.today) ? (one.awayTo === null ? words.away : words.awayUntil(day(one.awayTo)))[language] : null;
  const lines: { icon: "check" | "talk" | "place" | "clock"; text: string }[] = [
    { icon: "check", text: `${completedWords(one)[language]}, ${words.by(one.issuer)[language]}` },
    { icon: "talk", text: words.speaks(sayAll(one.languages.map((code) => sayLanguage(code, language)), language))[language] },
    ...(one.settings.length === 0 ? [] : [{ icon: "place" as const, text: words.works(sayAll(one.settings.map((each) => settingNames[each][language]), language))[language] }]),
    ...(one.ages.length === 0 ? [] : [{ icon: "check" as const, text: words.ages(sayAll(one.ages.map((each) => ageNames[each][language]), language))[language] }]),
    { icon: "clock", text: away ?? takesNames[one.takes][language] },
  ];
  return (
    <li className="card">
      <h2 translate="no">{[one.name, one.credential].filter((part) => part !== null).join(", ")}</h2>
      <p className="eyebrow" translate="no">{`${one.agency} · ${one.town}`}</p>
      <ul className="member-facts">{lines.map((line) => <li key={line.text}><Icon name={line.icon} /><span>{line.text}</span></li>)}</ul>
      {one.elsewhere.map((each) => (
        <p className="small" key={`${each.kind} ${each.name}`}>
          {(each.kind === "national" ? words.national : words.state)[language]}: {words.seenOn(each.name, day(each.onDay))[language]}{each.source !== "" && <> · <a className="link" href={each.source} rel="noreferrer noopener nofollow">{words.source[language]}</a></>}
        </p>
      ))}
      <p className="small">{words.confirmed(day(one.confirmedOn))[language]}</p>
    </li>
  );
}
