import { IconPlus } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { useMe } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import type { Meeting } from "../meetings.contract.ts";
import { words } from "../screens.words.ts";
import { kindNames } from "../words.ts";
import { MeetingView } from "./MeetingView.tsx";
import { Places } from "./Places.tsx";
import { PlanMeeting } from "./PlanMeeting.tsx";

const text = (value: unknown) => (typeof value === "string" ? value : null);

/** The meetings that one leads or takes part in, and one of them with what is between the two. */
export default function MeetingsScreen() {
  const { say } = useLanguage();
  const asked = useSearch({ strict: false }) as { meeting?: unknown; with?: unknown; plan?: unknown };
  usePageTitle(words.tabs.meetings);
  const meetingId = text(asked.meeting);
  return (
    <div className="page">
      <PageHeader title={say(words.tabs.meetings)} back={meetingId === null ? undefined : { href: "/app/supervision/meetings", label: say(words.back) }} />
      <Places current="/app/supervision/meetings" />
      {meetingId === null ? <Lists key={`${text(asked.with) ?? ""} ${asked.plan === undefined ? "" : "plan"}`} withId={text(asked.with)} begins={asked.plan !== undefined || text(asked.with) !== null ? "open" : "closed"} /> : <MeetingView key={meetingId} meetingId={meetingId} />}
    </div>
  );
}

function Lists({ withId, begins }: { withId: string | null; begins: "open" | "closed" }) {
  const { say, language } = useLanguage();
  const found = usePages(["supervision.meetings"], (api, after) => api.supervision.meetings.list({ after }));
  const [first] = found.pages;
  if (found.state === "loading") return <Loading rows={5} />;
  if (first === undefined) return <ErrorState sentence={found.fault === null ? "" : sentenceFor(found.fault, language)} verb={{ run: found.again }} />;
  const past = found.pages.flatMap((page) => page.past);
  return (
    <>
      <FormPanel verb={say(words.plan)} glyph={IconPlus} begins={begins}>
        {(close) => <PlanMeeting today={first.today} supervised={first.supervised} colleagues={first.colleagues} leads={first.mayLead ? "yes" : "no"} withId={withId} close={close} />}
      </FormPanel>
      <section className="part" aria-labelledby="meetings-coming">
        <h2 id="meetings-coming">{say(words.coming)}</h2>
        {first.coming.length === 0 ? <p className="soft">{say(words.noneComing)}</p> : <Table caption={say(words.coming)} meetings={first.coming} />}
      </section>
      <section className="part" aria-labelledby="meetings-past">
        <h2 id="meetings-past">{say(words.past)}</h2>
        {past.length === 0 ? <p className="soft">{say(words.pastNone)}</p> : <Table caption={say(words.past)} meetings={past} more={found.more} />}
      </section>
    </>
  );
}

function Table({ caption, meetings, more = null }: { caption: string; meetings: readonly Meeting[]; more?: { state: "ready" | "busy"; fetch: () => void } | null }) {
  const { say, day } = useLanguage();
  const me = useMe();
  const zone = me.agency.timeZone;
  const withWhom = (one: Meeting) => [...(one.leaderId === me.staffId ? [] : [one.leaderName]), ...one.people.filter((each) => each.staffId !== me.staffId).map((each) => each.name), ...(one.consultant === "" ? [] : [one.consultant])].join(", ");
  return (
    <DataTable
      caption={caption}
      columns={[
        { key: "when", label: say(words.meetingColumns.when), cell: (one) => <Link href={`/app/supervision/meetings?meeting=${one.meetingId}`}>{`${day(dateInZone(one.startsAt, zone), "full")}, ${timeInZone(one.startsAt, zone)}`}</Link> },
        { key: "kind", label: say(words.meetingColumns.kind), cell: (one) => say(kindNames[one.kind]) },
        { key: "who", label: say(words.meetingColumns.who), cell: withWhom },
        { key: "minutes", label: say(words.meetingColumns.minutes), align: "end", cell: (one) => one.minutes },
        { key: "state", label: say(words.meetingColumns.state), cell: (one) => say(words.states[one.status]) },
      ]}
      rows={meetings}
      rowKey={(one) => one.meetingId}
      phone="cards"
      more={more}
    />
  );
}
