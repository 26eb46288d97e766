import { IconCalendarPlus, IconPencil, IconUserPlus } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { useState } from "react";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { Cohort, Seat } from "../cohorts.contract.ts";
import { leavingNames, roleNames, words } from "../screens.words.ts";
import { CohortCalendar } from "./CohortCalendar.tsx";
import { CohortWaivers } from "./CohortWaivers.tsx";
import { CohortMaterials } from "./Materials.tsx";
import { StateMark } from "./PathSteps.tsx";
import { SeatForm } from "./SeatForm.tsx";
import { wholeOf } from "./typed.ts";

const parts = ["board", "calendar", "materials", "waivers"] as const;
type Part = (typeof parts)[number];
const partNames = { board: words.board, calendar: words.calendar, materials: words.materials, waivers: words.waiversTab };

/** One cohort: how everybody stands, its calendar, what the programme waived or set. */
export default function CohortScreen({ cohortId }: { cohortId: string }) {
  const { say, day, language } = useLanguage();
  usePageTitle(words.cohorts);
  const asked = (useSearch({ strict: false }) as { part?: unknown }).part;
  const part: Part = parts.find((one) => one === asked) ?? "board";
  const found = useAnswer(["cohorts.get", cohortId], (api) => api.cohorts.get({ cohortId }));
  if (found.isPending) return <Loading rows={6} />;
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  const { cohort, seats, meetings, materials, waivers, requirements, today } = found.data;
  const address = (one: Part) => (one === "board" ? `/app/cohorts/${cohortId}` : `/app/cohorts/${cohortId}?part=${one}`);
  return (
    <div className="page">
      <PageHeader title={cohort.name} detail={`${cohort.track}, ${cohort.trackVersion} · ${words.span[language](day(cohort.startsOn, "full"), day(cohort.endsOn, "full"))}`} back={{ href: "/app/cohorts", label: say(words.cohorts) }} />
      {cohort.calledOffReason === null ? null : <p role="status">{`${say(words.calledOff)}: ${cohort.calledOffReason}`}</p>}
      <Tabs label={say(words.parts)} tabs={parts.map((one) => ({ href: address(one), label: say(partNames[one]) }))} current={address(part)} />
      {part === "board" ? (
        <>
          {cohort.calledOffReason === null ? (
            <div className="buttons cohort-verbs">
              <FormPanel verb={say(words.addSeat)} glyph={IconUserPlus}>{(close) => <SeatForm cohort={cohort} today={today} close={close} />}</FormPanel>
              <FormPanel verb={say(words.change)} glyph={IconPencil}>{(close) => <ChangeForm cohort={cohort} close={close} />}</FormPanel>
            </div>
          ) : null}
          <Board cohort={cohort} seats={seats} requirements={requirements} />
        </>
      ) : part === "calendar" ? (
        <CohortCalendar cohort={cohort} meetings={meetings} today={today} glyph={IconCalendarPlus} />
      ) : part === "materials" ? (
        <CohortMaterials cohortId={cohortId} materials={materials} meetings={meetings} />
      ) : (
        <CohortWaivers cohortId={cohortId} requirements={requirements} waivers={waivers} seats={seats} />
      )}
    </div>
  );
}

/** A line a person, a column a requirement: who is at risk is seen at once, and nobody is ranked. */
function Board({ cohort, seats, requirements }: { cohort: Cohort; seats: readonly Seat[]; requirements: readonly { id: string; short: string }[] }) {
  const { say, day, language } = useLanguage();
  if (seats.length === 0) return <EmptyState sentence={say(words.nobody)} />;
  return (
    <DataTable
      caption={say(words.board)}
      rows={seats.toSorted((one, other) => Number(one.leftAs !== null) - Number(other.leftAs !== null))}
      rowKey={(one) => one.seatId}
      phone="cards"
      columns={[
        {
          key: "name",
          label: say(words.who),
          cell: (one) => (
            <>
              <Link href={`/app/cohorts/${cohort.cohortId}/people/${one.seatId}`}>{one.name}</Link>
              <span className="board-who"> {[say(roleNames[one.role]), one.organization, one.leftAs === null || one.toDay === null ? "" : words.leftAs[language](day(one.toDay, "full"), say(leavingNames[one.leftAs]))].filter((each) => each !== "").join(" · ")}</span>
            </>
          ),
        },
        ...requirements.map((asked) => ({ key: asked.id, label: asked.short, cell: (one: Seat) => <Standing step={one.leftAs === null ? one.steps[asked.id] : undefined} /> })),
        { key: "verdict", label: say(words.verdict), cell: (one: Seat) => (one.leftAs === null ? say(words.verdicts[one.verdict]) : "") },
      ]}
    />
  );
}

/** A sign and the figure; the word is heard. What is not asked of somebody is a dash. */
function Standing({ step }: { step: Seat["steps"][string] | undefined }) {
  const { language } = useLanguage();
  if (step === undefined) return <span className="soft">–</span>;
  return (
    <span className="path-cell">
      <StateMark state={step.state} look="short" /> <span className="path-figure">{words.have[language](step.have, step.need)}</span>
    </span>
  );
}

function ChangeForm({ cohort, close }: { cohort: Cohort; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("cohort-change");
  const calling = useSending("cohort-off");
  const [name, setName] = useState(cohort.name);
  const [places, setPlaces] = useState(String(cohort.places));
  const [appliesFrom, setAppliesFrom] = useState(cohort.appliesFrom ?? "");
  const [appliesTo, setAppliesTo] = useState(cohort.appliesTo ?? "");
  const [reason, setReason] = useState("");
  const again = () => refresh(["cohorts.get", cohort.cohortId], ["cohorts.list"]);
  async function submit() {
    const isKept = await sending.send(async () => {
      await api.cohorts.change({ cohortId: cohort.cohortId, name, places: wholeOf(places), appliesFrom: appliesFrom === "" ? null : appliesFrom, appliesTo: appliesTo === "" ? null : appliesTo });
      await again();
    });
    if (isKept) close();
  }
  async function callOff() {
    const isOff = await calling.send(async () => {
      await api.cohorts.callOff({ cohortId: cohort.cohortId, reason });
      await again();
    });
    if (isOff) close();
  }
  return (
    <>
      <SendForm name="cohort-change" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
        <TextField id={sending.id("name")} label={say(words.name)} need="required" value={name} onChange={setName} error={sending.errorOf("name")} maxLength={120} />
        <TextField id={sending.id("places")} label={say(words.placesField)} width="short" inputMode="numeric" value={places} onChange={setPlaces} error={sending.errorOf("places")} />
        <DateField id={sending.id("appliesFrom")} label={say(words.appliesFrom)} value={appliesFrom} onChange={setAppliesFrom} error={sending.errorOf("appliesFrom")} />
        <DateField id={sending.id("appliesTo")} label={say(words.appliesTo)} value={appliesTo} onChange={setAppliesTo} error={sending.errorOf("appliesTo")} />
      </SendForm>
      <SendForm name="cohort-off" label={say(words.callOff)} sending={calling} submit={say(words.callOff)} look="danger" onSubmit={() => void callOff()}>
        <TextField id={calling.id("reason")} label={say(words.reason)} value={reason} onChange={setReason} error={calling.errorOf("reason")} maxLength={500} />
      </SendForm>
    </>
  );
}
