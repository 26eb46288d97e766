import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { timeInZone } from "#kernel/dates.ts";
import { KeyHint } from "#ui/KeyHint.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { AgendaView } from "./AgendaView.tsx";
import { OwnView } from "./OwnView.tsx";
import { Places } from "./Places.tsx";
import { MonthHours, NextMeetings } from "./Side.tsx";

/** The supervisor's hour before it begins; for who treats, what she brings and when it is. */
export default function SupervisionScreen() {
  usePageTitle(words.title);
  return hasRole(useMe(), "supervisor") ? <Agenda /> : <Own />;
}

function Agenda() {
  const { say, language } = useLanguage();
  const me = useMe();
  const found = useAnswer(["supervision.agenda"], (api) => api.supervision.agenda.get());
  const people = found.data?.people ?? [];
  const open = people.flatMap((one) => one.lines).filter((one) => one.state === "open").length;
  return (
    <div className="page">
      <PageHeader title={say(words.title)} detail={found.data === undefined ? undefined : words.detail[language](people.length, open, timeInZone(found.data.gatheredAt, me.agency.timeZone))}>
        {open === 0 ? null : (
          <>
            <KeyHint keys={["J", "K"]} label={say(words.move)} />
            <KeyHint keys={["D"]} label={say(words.done)} />
            <KeyHint keys={["P"]} label={say(words.putOff)} />
          </>
        )}
        <Link href="/app/supervision/rules">{say(words.toRules)}</Link>
      </PageHeader>
      <Places current="/app/supervision" />
      <div className="supervision-columns">
        <div>
          {found.isPending ? <Loading rows={8} /> : null}
          {found.isError ? <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} /> : null}
          {found.data === undefined ? null : people.length === 0 ? <EmptyState sentence={say(words.nobody)}>{say(words.nobodyNext)}</EmptyState> : <AgendaView today={found.data.today} people={people} />}
        </div>
        <aside className="supervision-side">
          <NextMeetings />
          <MonthHours />
        </aside>
      </div>
    </div>
  );
}

function Own() {
  const { say } = useLanguage();
  return (
    <div className="page">
      <PageHeader title={say(words.title)} />
      <Places current="/app/supervision" />
      <div className="supervision-columns">
        <OwnView />
        <aside className="supervision-side">
          <NextMeetings />
          <MonthHours />
        </aside>
      </div>
    </div>
  );
}
