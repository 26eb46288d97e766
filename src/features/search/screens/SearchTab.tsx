import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useRef, useState } from "react";
import { classNames } from "#features/cases/record.words.ts";
import { lifeEventNames, sectionNames, stageNames } from "#features/cases/screens.words.ts";
import { useCase } from "#features/cases/screens/useCase.ts";
import { caseKindNames } from "#features/documents/screens.words.ts";
import type { PersonOfCase } from "#features/people/contract.ts";
import { fullName, sayKind } from "#features/people/screens/saying.ts";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { KeyHint } from "#ui/KeyHint.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { useMedia } from "#ui/media.ts";
import { MorePages } from "#ui/MorePages.tsx";
import { RowList } from "#ui/RowWithVerb.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { ContentMark } from "#ui/ContentMark.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { type Hit, hitKinds } from "../contract.ts";
import { kindNames, sessionNames, words } from "../screens.words.ts";
import { placeOfHit } from "./place.ts";
import "./search.css";

const LEAST = 2;
/** Milliseconds after the last letter until it is asked. */
const SETTLED = 150;
type Narrowed = { kind: string; stage: string; from: string; to: string };
const wide: Narrowed = { kind: "", stage: "", from: "", to: "" };

/** Search over one case: words or a day, narrowed by kind, stage and days; each hit leads to its place. */
export default function SearchTab({ caseId }: { caseId: string }) {
  const { say } = useLanguage();
  const go = useNavigate();
  const asked = useSearch({ strict: false }) as { q?: unknown };
  const given = asked.q === undefined ? "" : String(asked.q);
  const [text, setText] = useState(given);
  const q = given.trim();
  const [narrowed, setNarrowed] = useState(wide);
  const field = useRef<HTMLInputElement>(null);
  const waiting = useRef<ReturnType<typeof setTimeout>>(undefined);
  usePageTitle(words.title);
  useEffect(() => field.current?.focus(), []);
  // What is looked for stands in the address, so that coming back finds it again; the search of the top bar asks by it too.
  useEffect(() => setText((before) => (before.trim() === q ? before : q)), [q]);
  useEffect(() => () => clearTimeout(waiting.current), []);
  function type(next: string) {
    setText(next);
    clearTimeout(waiting.current);
    waiting.current = setTimeout(() => void go({ to: `/app/families/${caseId}/search?q=${encodeURIComponent(next.trim())}`, replace: true, resetScroll: false }), SETTLED);
  }
  const isPhone = useMedia("(max-width: 699.98px)") === "matches";
  const set = (part: Partial<Narrowed>) => setNarrowed((before) => ({ ...before, ...part }));
  const narrowing = (
    <>
      <SelectField label={say(words.kind)} width="short" empty={say(words.everything)} value={narrowed.kind} onChange={(kind) => set({ kind })} options={hitKinds.map((value) => ({ value, label: say(kindNames[value]) }))} />
      <SelectField label={say(words.stage)} width="short" empty={say(words.anyStage)} value={narrowed.stage} onChange={(stage) => set({ stage })} options={Object.entries(stageNames).map(([value, label]) => ({ value, label: say(label) }))} />
      <DateField label={say(words.from)} value={narrowed.from} onChange={(from) => set({ from })} />
      <DateField label={say(words.to)} value={narrowed.to} onChange={(to) => set({ to })} />
    </>
  );
  return (
    <section aria-labelledby="search-title">
      <h2 id="search-title">{say(words.title)}</h2>
      <div className="filters search-fields">
        <TextField ref={field} kind="search" label={say(words.look)} hint={say(words.hint)} value={text} onChange={type} maxLength={100} />
        {isPhone ? (
          <details className="fold">
            <summary>{say(words.narrow)}</summary>
            <div className="filters">{narrowing}</div>
          </details>
        ) : (
          narrowing
        )}
      </div>
      {q.length < LEAST ? <p className="soft">{say(words.begin)}</p> : <Found caseId={caseId} q={q} narrowed={narrowed} />}
    </section>
  );
}

const isStage = (value: string): value is "1" | "2" | "3" => ["1", "2", "3"].includes(value);

function Found({ caseId, q, narrowed }: { caseId: string; q: string; narrowed: Narrowed }) {
  const { say, language } = useLanguage();
  const people = useCase(caseId).data?.people ?? [];
  const part = {
    kind: hitKinds.find((one) => one === narrowed.kind) ?? null,
    stage: isStage(narrowed.stage) ? narrowed.stage : null,
    from: narrowed.from === "" ? null : narrowed.from,
    to: narrowed.to === "" ? null : narrowed.to,
  };
  const { pages, state, fault, more, again } = usePages(["search.find", caseId, q, part], (api, after) => api.search.find({ caseId, q, ...part, after }));
  if (state === "loading") return <Loading rows={4} />;
  if (state === "failed") return <ErrorState sentence={fault === null ? "" : sentenceFor(fault, language)} verb={{ run: again }} />;
  const hits = pages.flatMap((page) => page.hits);
  if (hits.length === 0) return <div role="status"><EmptyState sentence={words.none[language](q)}>{say(words.noneNext)}</EmptyState></div>;
  return (
    <>
      <ContentMark />
      <p className="soft search-said">
        <span role="status">{(more === null ? words.shown : words.shownMore)[language](hits.length)}</span> <KeyHint keys={["J", "K"]} label={say(words.keys)} />
      </p>
      <RowList label={say(words.results)}>
        {hits.map((hit) => (
          <HitRow key={`${hit.kind} ${hit.id}`} caseId={caseId} hit={hit} people={people} />
        ))}
      </RowList>
      {fault === null ? null : <ErrorState sentence={sentenceFor(fault, language)} />}
      <MorePages label={say(words.more)} more={more} after={fault === null ? "page" : "failure"} />
    </>
  );
}

function HitRow({ caseId, hit, people }: { caseId: string; hit: Hit; people: readonly PersonOfCase[] }) {
  const { say, day } = useLanguage();
  const me = useMe();
  const opens = hasRole(me, "clinician", "trainee", "supervisor", "privacy_officer", "auditor", "administrator") ? "opens_notes" : "reads_record";
  return (
    <li className="hit">
      <p className="hit-head">
        <Link href={placeOfHit(caseId, hit, opens)} data-stop="">
          {useTitle(hit)}
        </Link>
        <span className="soft small">{[hit.kind === "session" ? null : say(kindNames[hit.kind]), day(hit.on, "full"), useClass(hit, people)].filter((one) => one !== null).join(" · ")}</span>
      </p>
      {hit.snippet.words === "" ? null : <p className="hit-words">{marked(hit)}</p>}
    </li>
  );
}

/** What a hit is called. */
function useTitle(hit: Hit): string {
  const { say, language } = useLanguage();
  const known = (names: Record<string, { en: string; es: string }>) => (names[hit.label] === undefined ? hit.label : say(names[hit.label]!));
  if (hit.kind === "passage") return known(sectionNames);
  if (hit.kind === "session") return known(sessionNames);
  if (hit.kind === "life_event") return known(lifeEventNames);
  if (hit.kind === "document") return known(caseKindNames);
  if (hit.kind === "person") return sayKind(hit.label, language);
  return hit.kind === "diagnosis" ? hit.label : say(kindNames.objective);
}

/** Of which class it is, and whose, where it is an adult's; null for what is of the service. */
function useClass(hit: Hit, people: readonly PersonOfCase[]): string | null {
  const { say, language } = useLanguage();
  if (hit.disclosure === null) return null;
  const name = classNames[hit.disclosure.class];
  const owner = people.find((one) => one.personId === hit.disclosure?.ownerPersonId);
  if (name === undefined) return null;
  return owner === undefined ? say(name) : words.owned[language](say(name), fullName(owner));
}

function marked({ snippet }: Hit) {
  const ends = snippet.hits.map((one) => one.to);
  return (
    <>
      {snippet.hits.map(({ from, to }, index) => (
        <span key={from}>
          {snippet.words.slice(ends[index - 1] ?? 0, from)}
          <mark>{snippet.words.slice(from, to)}</mark>
        </span>
      ))}
      {snippet.words.slice(ends.at(-1) ?? 0)}
    </>
  );
}
