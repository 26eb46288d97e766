import { IconFileExport } from "@tabler/icons-react";
import { useState } from "react";
import { addMonths } from "#kernel/dates.ts";
import { Button, FileLink } from "#ui/Button.tsx";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { capital, formatMonth } from "#ui/formats.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { JudgedCheck, PersonHours } from "../meetings.contract.ts";
import { words } from "../screens.words.ts";
import { kindNames } from "../words.ts";
import { Places } from "./Places.tsx";
import { hoursOf } from "./saying.ts";

/** The hours of a month by person and kind, and what each source asks. */
export default function HoursScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.tabs.hours);
  const [month, setMonth] = useState<string | null>(null);
  const found = useAnswer(["supervision.hours", month], (api) => api.supervision.hours.get({ month }));
  const shown = found.data?.month ?? month;
  const move = (months: number) => shown !== null && setMonth(addMonths(`${shown}-01`, months).slice(0, 7));
  return (
    <div className="page">
      <PageHeader title={say(words.tabs.hours)} detail={shown === null ? undefined : capital(formatMonth(`${shown}-01`, language, "month_year"))}>
        <Button look="quiet" onClick={() => move(-1)}>
          {say(words.before)}
        </Button>
        <Button look="quiet" onClick={() => move(1)}>
          {say(words.after)}
        </Button>
        <Link href="/app/supervision/rules">{say(words.toRules)}</Link>
      </PageHeader>
      <Places current="/app/supervision/hours" />
      {found.isPending ? <Loading rows={5} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : found.data.people.length === 0 ? <EmptyState sentence={say(words.noPeople)} /> : <Ledger people={found.data.people} />}
      {hasRole(me, "administrator") && shown !== null ? (
        <FormPanel verb={say(words.file)} glyph={IconFileExport}>
          {() => <FileFields month={shown} />}
        </FormPanel>
      ) : null}
    </div>
  );
}

function Ledger({ people }: { people: readonly PersonHours[] }) {
  const { say, language } = useLanguage();
  const hours = (person: PersonHours, side: "received" | "given") => {
    const lines = person.lines.filter((one) => one.side === side);
    return lines.length === 0 ? "–" : (
      <ul className="hours-kinds">
        {lines.map((one) => (
          <li key={one.kind}>
            {say(kindNames[one.kind])} {words.hours[language](hoursOf(one.minutes, language))}
          </li>
        ))}
      </ul>
    );
  };
  const share = (person: PersonHours) => {
    const minutes = person.lines.reduce((sum, one) => sum + one.minutes, 0);
    return minutes === 0 ? "–" : `${Math.round((100 * person.lines.reduce((sum, one) => sum + one.clinicalMinutes, 0)) / minutes)}%`;
  };
  return (
    <DataTable
      caption={say(words.tabs.hours)}
      columns={[
        { key: "person", label: say(words.person), cell: (one) => one.name },
        { key: "received", label: say(words.received), cell: (one) => hours(one, "received") },
        { key: "given", label: say(words.given), cell: (one) => hours(one, "given") },
        { key: "share", label: say(words.share), align: "end", cell: share },
        { key: "checks", label: say(words.checks), cell: (one) => <Checks person={one} /> },
      ]}
      rows={people}
      rowKey={(one) => one.staffId}
      phone="cards"
    />
  );
}

const looks: Record<JudgedCheck["result"], string> = { met: "met", not_met: "draft", going_on: "not_applicable", not_defined: "unknown" };
function Checks({ person }: { person: PersonHours }) {
  const { say, language } = useLanguage();
  const found = (one: JudgedCheck) => (one.per === "week" && one.threshold !== null ? words.weeksMet[language](one.periodsMet, one.periods) : (one.unit === "minutes" ? words.foundMinutes : words.foundMeetings)[language](one.found));
  if (person.checks.length === 0 && person.experience === null) return "–";
  return (
    <ul className="hours-checks">
      {person.checks.map((one) => (
        <li key={one.id}>
          <span className={`mark mark--${looks[one.result]}`}>{say(words.checkState[one.result])}</span> <span>{one.what[language]}</span>{" "}
          <span className="soft small">
            {found(one)} · {one.source === "" ? "" : `${one.source}, `}
            {say(words.certainty[one.certainty])}
          </span>
        </li>
      ))}
      {person.experience === null ? null : <li>{person.experience.message}</li>}
    </ul>
  );
}

/** The months of the file; the link is the file itself, and stands away as long as they are no months. */
function FileFields({ month }: { month: string }) {
  const { say, language } = useLanguage();
  const [from, setFrom] = useState(month);
  const [to, setTo] = useState(month);
  const isMonth = (text: string) => /^\d{4}-(0[1-9]|1[0-2])$/.test(text);
  const wrong = isMonth(from) && isMonth(to) && from <= to ? null : say(words.needMonths);
  return (
    <div className="fields">
      <p className="soft">{say(words.fileHint)}</p>
      <TextField label={say(words.from)} hint={say(words.monthHint)} value={from} width="short" maxLength={7} onChange={setFrom} />
      <TextField label={say(words.to)} hint={say(words.monthHint)} error={wrong} value={to} width="short" maxLength={7} onChange={setTo} />
      {wrong === null ? <FileLink href={`/api/supervision/hours/file?from=${from}&to=${to}&language=${language}`}>{say(words.get)}</FileLink> : null}
    </div>
  );
}
