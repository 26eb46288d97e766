import { IconDoorExit, IconMail, IconPencilPlus } from "@tabler/icons-react";
import { useState } from "react";
import { CopyText } from "#features/account/screens/CopyText.tsx";
import { Button } from "#ui/Button.tsx";
import { CheckField, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { leavings, type RecordKind, recordKinds, type Seat } from "../cohorts.contract.ts";
import { components, statedFacts } from "../contract.ts";
import { componentNames, factNames, leavingNames, recordNames, roleNames, words } from "../screens.words.ts";
import { PathSteps } from "./PathSteps.tsx";
import { RecordList } from "./RecordList.tsx";
import { VisitList } from "./VisitList.tsx";

type Which = { cohortId: string; seatId: string };

/** Somebody in a cohort as faculty sees her: how each requirement stands and what it rests on. No chart opens from here. */
export default function SeatScreen({ cohortId, seatId }: Which) {
  const { say, language } = useLanguage();
  usePageTitle(words.cohorts);
  const found = useAnswer(["cohorts.seat", cohortId, seatId], (api) => api.cohorts.seat({ cohortId, seatId }));
  if (found.isPending) return <Loading rows={6} />;
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  const { cohort, seat, path, visits, records } = found.data;
  const isHere = seat.leftAs === null;
  return (
    <div className="page">
      <PageHeader title={seat.name} detail={[say(roleNames[seat.role]), seat.credential, seat.organization, cohort.name].filter((one) => one !== "").join(" · ")} back={{ href: `/app/cohorts/${cohortId}`, label: cohort.name }} />
      <p>
        <Link href={`/app/cohorts/${cohortId}/people/${seatId}/graduation`}>{say(words.toGraduation)}</Link>
      </p>
      <PathSteps path={path} />
      <section className="part" aria-labelledby="taken-down">
        <h2 id="taken-down">{say(words.takenDown)}</h2>
        {isHere ? <FormPanel verb={say(words.addRecord)} glyph={IconPencilPlus}>{(close) => <RecordForm cohortId={cohortId} seatId={seatId} today={path.on} codes={found.data.cases.map((one) => one.id)} close={close} />}</FormPanel> : null}
        <RecordList records={records} takeBack={{ cohortId, seatId }} />
      </section>
      <VisitList visits={visits} today={path.on} />
      <section className="part" aria-labelledby="invitation">
        <h2 id="invitation">{say(words.invitation)}</h2>
        <p>{say(words.bindings[seat.binding])}</p>
        {isHere ? <div className="buttons">
          <Invite cohortId={cohortId} seat={seat} />
          <FormPanel verb={say(words.endSeat)} glyph={IconDoorExit}>{(close) => <EndForm cohortId={cohortId} seatId={seatId} today={path.on} close={close} />}</FormPanel>
        </div> : null}
      </section>
    </div>
  );
}

function Invite({ cohortId, seat }: { cohortId: string; seat: Seat }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("invite");
  const [code, setCode] = useState<string | null>(null);
  async function make() {
    await sending.send(async () => {
      setCode((await api.cohorts.invite({ cohortId, seatId: seat.seatId })).code);
      await refresh(["cohorts.seat", cohortId, seat.seatId]);
    });
  }
  if (code !== null)
    return (
      <div role="status">
        <p>{say(words.codeOnce)}</p>
        <CopyText label={say(words.invitationCode)} text={code} />
      </div>
    );
  return (
    <div className="buttons" id="invite" tabIndex={-1}>
      <Button look="second" glyph={IconMail} state={sending.state} onClick={() => void make()}>
        {say(seat.binding === "bound" ? words.inviteAgain : words.invite)}
      </Button>
      <span role="alert">{sending.errors[0]?.message ?? ""}</span>
    </div>
  );
}

function RecordForm({ cohortId, seatId, today, codes, close }: Which & { today: string; codes: readonly string[]; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("record");
  const [kind, setKind] = useState<RecordKind>("component");
  const [code, setCode] = useState("");
  const [isSo, setIsSo] = useState<"yes" | "no">("yes");
  const [onDay, setOnDay] = useState(today);
  const [note, setNote] = useState("");
  const options = { component: components.map((one) => ({ value: one, label: say(componentNames[one]) })), statement: statedFacts.map((one) => ({ value: one, label: say(factNames[one]) })), presentation: codes.map((one) => ({ value: one, label: one })), review: [] }[kind];
  async function submit() {
    const isKept = await sending.send(async () => {
      await api.cohorts.addRecord({ cohortId, seatId, kind, code: kind === "review" ? "review" : code, isSo: isSo === "yes", onDay, note });
      await refresh(["cohorts.seat", cohortId, seatId], ["cohorts.get", cohortId]);
    });
    if (isKept) close();
  }
  return (
    <SendForm name="record" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField
        id={sending.id("kind")}
        label={say(words.kind)}
        need="required"
        value={kind}
        onChange={(next) => {
          setKind(recordKinds.find((one) => one === next) ?? "component");
          setCode("");
        }}
        error={sending.errorOf("kind")}
        options={recordKinds.map((one) => ({ value: one, label: say(recordNames[one]) }))}
      />
      {kind === "review" ? null : options.length === 0 ? (
        <TextField id={sending.id("code")} label={say(words.caseCode)} need="required" value={code} onChange={setCode} error={sending.errorOf("code")} maxLength={80} />
      ) : (
        <SelectField id={sending.id("code")} label={say(kind === "presentation" ? words.caseCode : words.code)} need="required" value={code} onChange={setCode} error={sending.errorOf("code")} options={options} />
      )}
      {kind === "statement" ? <CheckField label={say(words.isSo)} value={isSo} onChange={setIsSo} /> : null}
      <DateField id={sending.id("onDay")} label={say(words.onDay)} need="required" value={onDay} onChange={setOnDay} error={sending.errorOf("onDay")} max={today} />
      <TextField id={sending.id("note")} label={say(words.note)} value={note} onChange={setNote} error={sending.errorOf("note")} maxLength={500} />
    </SendForm>
  );
}

function EndForm({ cohortId, seatId, today, close }: Which & { today: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("seat-end");
  const others = useAnswer(["cohorts.list"], (one) => one.cohorts.list());
  const [toDay, setToDay] = useState(today);
  const [leftAs, setLeftAs] = useState("");
  const [into, setInto] = useState("");
  const [note, setNote] = useState("");
  const chosen = leavings.find((one) => one === leftAs);
  async function submit() {
    const isKept = await sending.send(async () => {
      if (chosen === undefined) return;
      await api.cohorts.endSeat({ cohortId, seatId, toDay, leftAs: chosen, words: note, intoCohortId: chosen === "moved_cohort" && into !== "" ? into : null });
      await refresh(["cohorts.seat", cohortId, seatId], ["cohorts.get"], ["cohorts.list"]);
    }, chosen === undefined ? [{ path: "leftAs", message: say(words.needReason) }] : []);
    if (isKept) close();
  }
  return (
    <SendForm name="seat-end" sending={sending} submit={say(words.endSeat)} look="danger" onSubmit={() => void submit()} onCancel={close}>
      <DateField id={sending.id("toDay")} label={say(words.lastDay)} need="required" value={toDay} onChange={setToDay} error={sending.errorOf("toDay")} max={today} />
      <SelectField id={sending.id("leftAs")} label={say(words.why)} need="required" value={leftAs} onChange={setLeftAs} error={sending.errorOf("leftAs")} options={leavings.map((one) => ({ value: one, label: say(leavingNames[one]) }))} />
      {chosen === "moved_cohort" ? <SelectField id={sending.id("intoCohortId")} label={say(words.intoCohort)} need="required" value={into} onChange={setInto} error={sending.errorOf("intoCohortId")} options={(others.data?.cohorts ?? []).filter((one) => one.cohortId !== cohortId && one.calledOffReason === null).map((one) => ({ value: one.cohortId, label: one.name }))} /> : null}
      <TextField id={sending.id("words")} label={say(words.note)} value={note} onChange={setNote} error={sending.errorOf("words")} maxLength={500} />
    </SendForm>
  );
}
