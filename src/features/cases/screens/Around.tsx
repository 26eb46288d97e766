import { IconBan, IconCheck, IconClock, IconHomeMove } from "@tabler/icons-react";
import type { UseQueryResult } from "@tanstack/react-query";
import type { CaseView } from "#features/cases/contract.ts";
import type { around } from "#features/people/around.contract.ts";
import { isMinorOn, sightOf } from "#features/people/around.rules.ts";
import { homeWords, supervisionNames } from "#features/people/around.words.ts";
import { fullName } from "#features/people/screens/saying.ts";
import type { InferContractRouterOutputs } from "@orpc/contract";
import { type ApiFault, hasRole, useAnswer, useMe } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { sightWords, termWords, topicWords, words } from "../around.words.ts";
import { words as peopleWords } from "../people.words.ts";
import { EndAroundForm, HomeForm, OrderForm } from "./AroundForms.tsx";
import { useToday } from "./useToday.ts";

export type AroundView = InferContractRouterOutputs<typeof around>["around"];
type Span = { validFrom: string; validTo: string | null };
type May = "read" | "write";

/** What stands around the child beside the people; null for those who do not see the chart. */
export function useAround(caseId: string): UseQueryResult<AroundView, ApiFault> {
  const me = useMe();
  const sees = hasRole(me, "clinician", "trainee", "supervisor", "privacy_officer", "auditor");
  return useAnswer(["people.around", caseId], (api) => api.people.around({ caseId }), { when: sees ? "now" : "not_yet" });
}

function useSpan(): (span: Span) => string {
  const { language, day } = useLanguage();
  return ({ validFrom, validTo }) => [peopleWords.since[language](day(validFrom, "full")), validTo === null ? null : peopleWords.until[language](day(validTo, "full"))].filter((part) => part !== null).join(", ");
}

/** Where the child lived by date, how often it moved, and the way to a change. */
export function Homes({ caseId, view, may }: { caseId: string; view: AroundView; may: May }) {
  const { say, language } = useLanguage();
  const span = useSpan();
  return (
    <section className="part" aria-labelledby="homes">
      <h2 id="homes">{say(words.homes)}</h2>
      {view.residences.length === 0 ? (
        <p className="soft">{say(words.noHome)}</p>
      ) : (
        <ul className="facts">
          {view.residences.toReversed().map((one) => (
            <li key={one.residenceId ?? one.validFrom}>
              <strong>{say(homeWords[one.kind])}</strong>
              {one.withName === "" ? null : <span>{one.withName}</span>}
              <span className="soft">{[span(one), one.residenceId === null ? say(words.readFromPeople) : one.source].filter((part) => part !== "").join(" · ")}</span>
            </li>
          ))}
        </ul>
      )}
      <p className="soft">{words.moves[language](view.moves.lastYear, view.moves.sinceStart)}</p>
      {may === "write" ? (
        <div className="person-verbs">
          <Link href={`/app/families/${caseId}/change`} className="verb-link">
            <Icon glyph={IconHomeMove} /> {say(words.change)}
          </Link>
          <HomeForm caseId={caseId} />
        </div>
      ) : null}
    </section>
  );
}

/** Orders of protection. */
export function Orders({ found, view, may }: { found: CaseView; view: AroundView; may: May }) {
  const { say } = useLanguage();
  const span = useSpan();
  const today = useToday();
  const nameOf = (personId: string | null) => fullName(found.people.find((one) => one.personId === personId) ?? { givenName: "", familyName: "" });
  if (view.orders.length === 0 && may === "read") return null;
  return (
    <section className="part" aria-labelledby="orders">
      <h2 id="orders">{say(words.orders)}</h2>
      <ul className="facts">
        {view.orders.map((one) => {
          const against = one.againstId === null ? one.againstName : nameOf(one.againstId);
          return (
            <li key={one.orderId}>
              <strong>{`${say(words.against)}: ${against}`}</strong>
              <span>{one.terms.map((term) => say(termWords[term])).join(", ")}</span>
              <span className="soft">{[`${say(words.protects)}: ${one.protects.map(nameOf).join(", ")}`, span(one), one.words].filter((part) => part !== "").join(" · ")}</span>
              {may === "write" && (one.validTo === null || one.validTo > today) ? <EndAroundForm caseId={found.caseId} what="order" recordId={one.orderId} about={against} /> : null}
            </li>
          );
        })}
      </ul>
      {may === "write" ? <OrderForm found={found} /> : null}
    </section>
  );
}

/** What one adult sees of the case and what not, by the table of the walls; then visits and what they must not learn of. */
export function PersonAround({ found, view, personId, may }: { found: CaseView; view: AroundView; personId: string; may: May }) {
  const { say, language, day } = useLanguage();
  const today = useToday();
  const span = useSpan();
  const person = found.people.find((one) => one.personId === personId)!;
  const ended = person.validTo !== null && person.validTo < today;
  const sights = ended ? sightOf(personId, { caseId: found.caseId, people: found.people, authorities: found.authorities, limits: view.limits, today }).filter((one) => one.sees && one.what === "record") : sightOf(personId, { caseId: found.caseId, people: found.people, authorities: found.authorities, limits: view.limits, today });
  const holds = (one: Span) => one.validTo === null || one.validTo >= today;
  const visits = view.visits.filter((one) => one.personId === personId && holds(one));
  const limits = view.limits.filter((one) => one.personId === personId && holds(one));
  return (
    <ul className="lines">
      {ended ? (
        <li className="mark mark--not_met">
          <Icon glyph={IconBan} size={14} /> <span>{words.accessEnded[language](day(person.validTo!, "full"))}</span>
        </li>
      ) : null}
      {person.part === "caregiver" && sights.length > 0 ? (
        <li className="sights">
          {sights.map((one) => (
            <span key={one.what} className={one.sees ? "mark mark--met" : "mark mark--not_met"}>
              <Icon glyph={one.sees ? IconCheck : IconBan} size={14} />
              <span>{[say(sightWords[one.what][one.sees ? "sees" : "not"]), one.until === null ? null : words.until[language](day(one.until, "full"))].filter((part) => part !== null).join(" ")}</span>
            </span>
          ))}
        </li>
      ) : null}
      {isMinorOn(person.birthDate, today) === true && person.part !== "sibling" ? (
        <li className="mark mark--draft">
          <Icon glyph={IconClock} size={14} /> <span>{say(words.minor)}</span>
        </li>
      ) : null}
      {visits.map((one) => (
        <li key={one.visitTermsId} className="line">
          <span>{say(supervisionNames[one.supervision])}</span>
          <span className="soft">{[one.words, span(one)].filter((part) => part !== "").join(" · ")}</span>
          {may === "write" ? <EndAroundForm caseId={found.caseId} what="visits" recordId={one.visitTermsId} about={fullName(person)} /> : null}
        </li>
      ))}
      {limits.map((one) => (
        <li key={one.limitId} className="line">
          <span className="mark mark--not_met">
            <Icon glyph={IconBan} size={14} /> <span>{`${say(words.mustNotLearn)}: ${one.topics.map((topic) => say(topicWords[topic])).join(", ")}`}</span>
          </span>
          <span className="soft">{[one.words, span(one)].filter((part) => part !== "").join(" · ")}</span>
          {may === "write" ? <EndAroundForm caseId={found.caseId} what="limit" recordId={one.limitId} about={fullName(person)} /> : null}
        </li>
      ))}
    </ul>
  );
}
