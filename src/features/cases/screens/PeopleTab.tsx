import { IconAlertTriangle, IconLock } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import type { ReactNode } from "react";
import type { CaseView } from "#features/cases/contract.ts";
import { AuthorityDocuments } from "#features/documents/screens/AuthorityDocuments.tsx";
import { authorityNames, partNames, scopeNames } from "#features/people/screens.words.ts";
import { fullName, holdsOn, sayKind, sayLanguage } from "#features/people/screens/saying.ts";
import { ClassEdge } from "#ui/ClassEdge.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { ContentMark } from "#ui/ContentMark.tsx";
import { words as correctWords } from "../corrections.words.ts";
import { words } from "../people.words.ts";
import { type AroundView, Homes, Orders, PersonAround, useAround } from "./Around.tsx";
import { LimitForm, VisitsForm } from "./AroundForms.tsx";
import { AuthorityForm } from "./AuthorityForm.tsx";
import { BirthDateForm, EndedForm, FormerVersions } from "./CorrectForms.tsx";
import { AssignForm, EndForm, PersonForm } from "./PeopleForms.tsx";
import { AddressForm, WayForm } from "./ReachForms.tsx";
import { useCase } from "./useCase.ts";
import { WayLine } from "./WayLine.tsx";
import { useAge, useToday } from "./useToday.ts";
import "./cases.css";

/** Who is around the child: each adult with authority, ways and addresses; then who works with the family. */
export default function PeopleTab({ caseId }: { caseId: string }) {
  const { say } = useLanguage();
  const me = useMe();
  const today = useToday();
  const { add } = useSearch({ strict: false }) as { add?: unknown };
  const found = useCase(caseId);
  const around = useAround(caseId).data ?? null;
  if (found.data === undefined) return null;
  const one = found.data;
  const records = hasRole(me, "clinician", "trainee", "supervisor", "administrator", "front_desk");
  const others = one.people.filter((person) => person.part !== "child");
  const here = others.filter((person) => (person.validTo === null || person.validTo >= today) && !(person.validFrom > today && others.some((other) => other.personId === person.personId && other.validFrom <= today && (other.validTo === null || other.validTo >= today))));
  const before = others.filter((person, place) => person.validTo !== null && person.validTo < today && !here.some((other) => other.personId === person.personId) && others.findIndex((other) => other.personId === person.personId) === place);
  const treats = hasRole(me, "clinician", "trainee", "supervisor");
  const child = one.people.find((person) => person.part === "child");
  const organizations = one.authorities.filter((authority) => authority.holderId === null);
  return (
    <>
      <ContentMark />
      {child === undefined ? null : (
        <section className="part" aria-labelledby="child">
          <h2 id="child">{say(correctWords.child)}</h2>
          <Child found={one} child={child} may={records ? "write" : "read"} />
        </section>
      )}
      {around === null ? null : <Homes caseId={caseId} view={around} may={treats ? "write" : "read"} />}
      <section className="part" aria-labelledby="around">
        <h2 id="around">{say(words.around)}</h2>
        {here.map((person) => (
          <Person key={`${person.personId}-${person.validFrom}`} found={one} person={person} around={around} may={records ? "write" : "read"} />
        ))}
        {records ? <PersonForm caseId={caseId} begins={add === "adult" ? "open" : "closed"} /> : null}
      </section>
      {around === null ? null : <Orders found={one} view={around} may={treats ? "write" : "read"} />}
      {organizations.length === 0 && !records ? null : (
        <section className="part" aria-labelledby="organizations">
          <h2 id="organizations">{say(words.organizations)}</h2>
          <ul className="facts">
            {organizations.map((authority) => (
              <li key={authority.authorityId}>
                <strong>{authority.holderOrganization}</strong>
                <AuthorityLine authority={authority} />
                <FormerVersions corrections={one.corrections.filter((correction) => correction.subject === "authority" && correction.subjectId === authority.authorityId)} />
                {records && (authority.validTo === null || authority.validTo > today) ? <EndedForm caseId={caseId} ending={{ of: "authority", id: authority.authorityId, since: authority.validFrom }} about={authority.holderOrganization ?? ""} /> : null}
                <AuthorityDocuments caseId={caseId} authority={authority} may={records ? "write" : "read"} />
              </li>
            ))}
          </ul>
          {records ? <AuthorityForm caseId={caseId} holder={null} /> : null}
        </section>
      )}
      <section className="part" aria-labelledby="staff-on-case">
        <h2 id="staff-on-case">{say(words.staff)}</h2>
        <Assignments found={one} />
        {hasRole(me, "administrator", "supervisor") ? <AssignForm caseId={caseId} /> : null}
      </section>
      {before.length === 0 ? null : (
        <section className="part" aria-labelledby="before">
          <h2 id="before">{say(words.before)}</h2>
          {before.map((person) => (
            <Person key={`${person.personId}-${person.validFrom}`} found={one} person={person} around={around} may="read" />
          ))}
        </section>
      )}
    </>
  );
}

function Assignments({ found }: { found: CaseView }) {
  const { say, language, day } = useLanguage();
  const today = useToday();
  const now = found.assignments.filter((one) => holdsOn(one, today));
  if (now.length === 0) return <p className="soft">{say(words.nobodyAssigned)}</p>;
  return (
    <ul className="facts">
      {now.map((one) => (
        <li key={`${one.staffId}-${one.validFrom}`}>
          <strong>{one.name}</strong>
          <span className="soft">{[say(words[one.kind]), words.since[language](day(one.validFrom, "full")), one.validTo === null ? null : words.until[language](day(one.validTo, "full"))].filter((part) => part !== null).join(", ")}</span>
        </li>
      ))}
    </ul>
  );
}

type PersonOf = CaseView["people"][number];

/** The child's own birth date, with the verb that sets it right. */
function Child({ found, child, may }: { found: CaseView; child: PersonOf; may: "read" | "write" }) {
  const { language, day } = useLanguage();
  const today = useToday();
  const age = useAge();
  return (
    <div className="person" role="group" aria-label={fullName(child)}>
      {child.birthDate === null ? null : <p className="soft">{[words.born[language](day(child.birthDate, "full")), age(child.birthDate, today)].join(" · ")}</p>}
      <FormerVersions corrections={found.corrections.filter((one) => one.subject === "birth_date" && one.subjectId === child.personId)} />
      {may === "write" ? (
        <div className="person-verbs">
          <BirthDateForm caseId={found.caseId} personId={child.personId} name={fullName(child)} birthDate={child.birthDate} />
        </div>
      ) : null}
    </div>
  );
}

function Person({ found, person, around, may }: { found: CaseView; person: PersonOf; around: AroundView | null; may: "read" | "write" }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const today = useToday();
  const age = useAge();
  const name = fullName(person);
  const adult = person.part !== "sibling";
  const authorities = found.authorities.filter((one) => one.holderId === person.personId);
  const ways = found.contactWays.filter((one) => one.personId === person.personId);
  const addresses = found.addresses.filter((one) => one.personId === person.personId);
  const lives = person.livesWithChild === null ? null : say(person.livesWithChild ? words.livesHere : words.livesApart);
  const details = [
    person.part === "caregiver" ? null : say(partNames[person.part]),
    lives,
    person.hasOpenDyad ? say(words.takesPart) : null,
    words.speaks[language](sayLanguage(person.language, language)),
    person.birthDate === null ? null : adult ? words.born[language](day(person.birthDate, "full")) : age(person.birthDate, today),
    words.since[language](day(person.validFrom, "full")),
    person.validTo === null ? null : words.until[language](day(person.validTo, "full")),
  ].filter((detail) => detail !== null);
  return (
    <div className="person" role="group" aria-label={name}>
      <h3>
        {name} <small>{[sayKind(person.kind, language), person.organization].filter((part) => part !== "").join(", ")}</small>
      </h3>
      <p className="soft">{details.join(" · ")}</p>
      {around === null || person.part === "sibling" ? null : <PersonAround found={found} view={around} personId={person.personId} may={may === "write" && hasRole(me, "clinician", "trainee", "supervisor") ? "write" : "read"} />}
      {person.part !== "caregiver" && authorities.length === 0 ? null : authorities.length === 0 ? (
        <p className="soft">{say(words.noAuthority)}</p>
      ) : (
        <ul className="lines">
          {authorities.map((authority) => (
            <li key={authority.authorityId}>
              <AuthorityLine authority={authority} />
              <FormerVersions corrections={found.corrections.filter((one) => one.subject === "authority" && one.subjectId === authority.authorityId)} />
              {may === "write" && (authority.validTo === null || authority.validTo > today) ? <EndedForm caseId={found.caseId} ending={{ of: "authority", id: authority.authorityId, since: authority.validFrom }} about={`${say(words.authority)}, ${name}`} /> : null}
              <AuthorityDocuments caseId={found.caseId} authority={authority} may={may} />
            </li>
          ))}
        </ul>
      )}
      {ways.length === 0 ? null : (
        <ul className="lines">
          {ways.map((way) => (
            <li key={way.contactWayId}>
              <WayLine caseId={found.caseId} way={way} name={name} may={may} />
            </li>
          ))}
        </ul>
      )}
      {addresses.map((address) => (
        <div key={address.addressId}>
          <AddressLine address={address} name={name}>
            <FormerVersions corrections={found.corrections.filter((one) => one.subject === "address" && one.subjectId === address.addressId)} />
          </AddressLine>
          {may === "write" && address.validTo === null && hasRole(me, "clinician", "trainee", "supervisor") ? <EndedForm caseId={found.caseId} ending={{ of: "address", id: address.addressId, since: address.validFrom }} about={`${say(words.address)}, ${name}`} /> : null}
        </div>
      ))}
      <FormerVersions corrections={found.corrections.filter((one) => one.subject === "birth_date" && one.subjectId === person.personId)} />
      {may === "write" ? (
        <div className="person-verbs">
          <BirthDateForm caseId={found.caseId} personId={person.personId} name={name} birthDate={person.birthDate} />
          {adult ? <AuthorityForm caseId={found.caseId} holder={{ personId: person.personId, name }} /> : null}
          {adult ? <WayForm caseId={found.caseId} personId={person.personId} name={name} /> : null}
          {adult && hasRole(me, "clinician", "trainee", "supervisor", "front_desk", "administrator") ? <AddressForm caseId={found.caseId} personId={person.personId} name={name} /> : null}
          {around !== null && person.part === "caregiver" && person.livesWithChild !== true && hasRole(me, "clinician", "trainee", "supervisor") ? <VisitsForm caseId={found.caseId} personId={person.personId} name={name} /> : null}
          {around !== null && adult && hasRole(me, "clinician", "trainee", "supervisor") ? <LimitForm caseId={found.caseId} personId={person.personId} name={name} /> : null}
          <EndForm caseId={found.caseId} personId={person.personId} name={name} since={person.validFrom} />
        </div>
      ) : null}
    </div>
  );
}

function AuthorityLine({ authority }: { authority: CaseView["authorities"][number] }) {
  const { say, language, day } = useLanguage();
  const today = useToday();
  const ended = authority.validTo !== null && authority.validTo < today;
  return (
    <span className="line">
      <span>{`${say(words.authority)} (${say(authorityNames[authority.kind])}): ${authority.scopes.map((scope) => say(scopeNames[scope])).join(", ")}`}</span>
      <span className={ended ? "mark mark--not_met" : "soft"}>
        {ended ? <Icon glyph={IconAlertTriangle} size={14} /> : null}
        <span>{[words.since[language](day(authority.validFrom, "full")), authority.validTo === null ? null : words.until[language](day(authority.validTo, "full"))].filter((part) => part !== null).join(", ")}</span>
      </span>
      <span className="soft">{`${say(words.from)}: ${authority.document}`}</span>
      {authority.limits === "" ? null : <span className="mark mark--draft">{`${say(words.limits)}: ${authority.limits}`}</span>}
    </span>
  );
}

function AddressLine({ address, name, children }: { address: CaseView["addresses"][number]; name: string; children: ReactNode }) {
  const { say, language, day } = useLanguage();
  const text = [address.lines, address.city, [address.state, address.postalCode].filter((part) => part !== "").join(" ")].filter((part) => part !== "").join(", ");
  const until = address.validTo === null ? null : words.until[language](day(address.validTo, "full"));
  if (!address.isConfidential)
    return (
      <>
        <p className="line">
          <span className="soft">{say(words.address)}</span>
          <span>{text}</span>
          {until === null ? null : <span className="soft">{until}</span>}
        </p>
        {children}
      </>
    );
  return (
    <ClassEdge kind="address" owner={name} level={3} title={<><Icon glyph={IconLock} size={14} /> {`${say(words.address)}, ${say(words.confidential)}`}</>}>
      <p>{text}</p>
      {until === null ? null : <p className="soft">{until}</p>}
      {children}
    </ClassEdge>
  );
}
