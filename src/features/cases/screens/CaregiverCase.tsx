import { addDays, dateInZone, timeInZone } from "#kernel/dates.ts";
import type { CaseView } from "#features/cases/contract.ts";
import { FamilyDocuments } from "#features/documents/screens/FamilyDocuments.tsx";
import { fullName, sayKind } from "#features/people/screens/saying.ts";
import { useAnswer, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../case.words.ts";
import { ChartRead } from "./ChartRead.tsx";
import { childOf } from "./head.ts";
import { RecordList } from "./RecordList.tsx";
import { useAge, useToday } from "./useToday.ts";

const BACK_DAYS = 60;
const AHEAD_DAYS = 90;

/** What a caregiver may see of a case, on one page, to read. */
export function CaregiverCase({ found }: { found: CaseView }) {
  const { say, language } = useLanguage();
  const me = useMe();
  const today = useToday();
  const age = useAge();
  const child = childOf(found);
  const address = found.addresses.filter((one) => one.personId === me.personId && one.validTo === null);
  return (
    <div className="page">
      <PageHeader title={child === null ? say(words.yourTitle) : fullName(child)} detail={[age(child?.birthDate ?? null, today), say(words.yourTitle)].filter((one) => one !== null).join(" · ")} back={{ href: "/app/families", label: say(words.back) }} />
      <section className="part" aria-labelledby="around">
        <h2 id="around">{say(words.around)}</h2>
        <ul className="facts">
          {found.people
            .filter((one) => one.part !== "child")
            .map((one) => (
              <li key={`${one.personId}-${one.validFrom}`}>
                <strong>{fullName(one)}</strong>
                <span className="soft">{one.personId === me.personId ? `${sayKind(one.kind, language)}, ${say(words.you)}` : sayKind(one.kind, language)}</span>
              </li>
            ))}
          {found.assignments.map((one) => (
            <li key={`${one.staffId}-${one.validFrom}`}>
              <strong>{one.name}</strong>
              <span className="soft">{say(words.clinician)}</span>
            </li>
          ))}
        </ul>
      </section>
      <Visits caseId={found.caseId} />
      <ChartRead found={found} />
      {address.length === 0 ? null : (
        <section className="part" aria-labelledby="your-address">
          <h2 id="your-address">{say(words.yourAddress)}</h2>
          {address.map((one) => (
            <p key={one.addressId}>{[one.lines, one.city, one.state, one.postalCode].filter((part) => part !== "").join(", ")}</p>
          ))}
        </section>
      )}
      <FamilyDocuments caseId={found.caseId} />
      <section className="part" aria-labelledby="record">
        <h2 id="record">{say(words.record)}</h2>
        <RecordList caseId={found.caseId} people={found.people} ofClass={null} empty={say(words.noRecord)} level={3} />
      </section>
    </div>
  );
}

function Visits({ caseId }: { caseId: string }) {
  const { say, language, day } = useLanguage();
  const today = useToday();
  const from = addDays(today, -BACK_DAYS);
  const to = addDays(today, AHEAD_DAYS);
  const visits = useAnswer(["calendar.list", caseId, from, to], (api) => api.calendar.list({ from, to, caseId }));
  const names = { booked: words.booked, held: words.held, cancelled: words.cancelled, no_show: words.noShow };
  return (
    <section className="part" aria-labelledby="visits">
      <h2 id="visits">{say(words.visits)}</h2>
      {visits.isPending ? (
        <Loading rows={2} />
      ) : visits.isError ? (
        <ErrorState sentence={sentenceFor(visits.error, language)} verb={{ run: () => void visits.refetch() }} />
      ) : visits.data.sessions.length === 0 ? (
        <p className="soft">{say(words.noVisits)}</p>
      ) : (
        <ul className="facts">
          {[...visits.data.sessions]
            .sort((a, b) => b.startsAt.localeCompare(a.startsAt))
            .map((one) => (
              <li key={one.sessionId}>
                <strong>{`${day(dateInZone(one.startsAt, one.timeZone), "weekday")}, ${timeInZone(one.startsAt, one.timeZone)}`}</strong>
                <span>{one.clinicianName}</span>
                <span className="soft">{say(names[one.status])}</span>
              </li>
            ))}
        </ul>
      )}
    </section>
  );
}
