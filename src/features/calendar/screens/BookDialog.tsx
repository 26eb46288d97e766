import { useState } from "react";
import { type CivilDate, instantFromWall, timeInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { ChipGroup } from "#ui/Chip.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe } from "#ui/client.ts";
import { Dialog } from "#ui/Dialog.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { FieldError } from "#ui/Field.tsx";
import { useLanguage } from "#ui/language.tsx";
import { DateField, TextArea, TextField, TimeField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { sessionKinds, type SessionView } from "../contract.ts";
import { kindWords, modalityWords, partWords, placeNames, words } from "../screens.words.ts";
import { clockAfter, usualPeople } from "../week.rules.ts";
import { ForeseenLine, type Plan, useForeseen } from "./Foreseen.tsx";

type Place = SessionView["place"];
type Modality = SessionView["modality"];
type Kind = SessionView["kind"];
/** What was typed. Null where the proposal still stands for it. */
type Form = { caseId: string; kind: Kind; place: Place; beds: string; modality: Modality; day: string; start: string; minutes: string | null; people: string[] | null; clinicianId: string | null; longerReason: string; riskReason: string };

const placesOf = Object.keys(placeNames) as Place[];
const modalitiesOf = Object.keys(modalityWords) as Modality[];
const emptyForm = (caseId: string, day: string): Form => ({ caseId, kind: "dyadic", place: "service_site", beds: "", modality: "in_person", day, start: "", minutes: null, people: null, clinicianId: null, longerReason: "", riskReason: "" });

/** The way a place is met by, where the place says so. */
const modalityFor = (place: Place, before: Modality): Modality => (place.startsWith("telehealth") ? (before === "in_person" ? "video" : before) : "in_person");

export type BookDialogProps = { state: "open" | "closed"; caseId: string; day: CivilDate; timeZone: string; onClose: () => void; onBooked: (session: SessionView) => void };

/** Books a session. What was typed stays when the dialog is closed or the booking refused. */
export function BookDialog({ state, caseId, day, timeZone, onClose, onBooked }: BookDialogProps) {
  const api = useApi();
  const me = useMe();
  const { say, language, day: sayDay } = useLanguage();
  const [form, setForm] = useState<Form>(() => emptyForm(caseId, day));
  const [search, setSearch] = useState("");
  const [clash, setClash] = useState<string | null>(null);
  const sending = useSending("booking");
  function set(change: Partial<Form>): void {
    setForm((before) => ({ ...before, ...change }));
    setClash(null);
  }
  const when = state === "open" ? "now" : "not_yet";
  const families = useAnswer(["cases.list", "book", search.trim()], (api) => api.cases.list({ search: search.trim(), status: "open" }), { when });
  const staff = useAnswer(["workforce.listStaff"], (api) => api.workforce.listStaff(), { when });
  const chosen = useAnswer(["cases.get", form.caseId], (api) => api.cases.get({ caseId: form.caseId }), { when: form.caseId === "" ? "not_yet" : when });
  const proposed = useAnswer(["calendar.propose", form.caseId, form.day], (api) => api.calendar.propose({ caseId: form.caseId, on: form.day }), { when: form.caseId === "" || form.day === "" ? "not_yet" : when });

  const listed = families.data?.cases ?? [];
  const own = chosen.data;
  const around = (own?.people ?? []).filter((one) => form.day === "" || (one.validFrom <= form.day && (one.validTo === null || one.validTo >= form.day)));
  const people = (form.people ?? (own ? usualPeople(form.kind, own.people, form.day === "" ? day : form.day) : [])).filter((id) => around.some((one) => one.personId === id));
  const clinicians = (staff.data?.staff ?? []).filter((one) => one.roles.some((role) => role === "clinician" || role === "trainee"));
  const assigned = own?.assignments.find((one) => one.kind === "assigned" && one.validTo === null)?.staffId;
  const isClinician = hasRole(me, "clinician", "trainee") && me.staffId !== null;
  const clinicianId = form.clinicianId ?? (isClinician ? me.staffId! : (assigned ?? ""));
  const minutes = form.minutes ?? String(proposed.data?.plannedMinutes ?? 60);
  const end = clockAfter(form.start, Number(minutes));
  const usualMost = proposed.data?.usualMostMinutes ?? null;
  const isLonger = usualMost !== null && Number(minutes) > usualMost;
  const childOption = own ? own.people.find((one) => one.part === "child") : undefined;
  const options = listed.map((one) => ({ value: one.caseId, label: `${one.childGivenName} ${one.childFamilyName}`.trim() }));
  if (form.caseId !== "" && !options.some((one) => one.value === form.caseId) && childOption) options.unshift({ value: form.caseId, label: `${childOption.givenName} ${childOption.familyName}`.trim() });

  const plan: Plan | null =
    state === "closed" || form.caseId === "" || form.day === "" || form.start === "" || end === null || people.length === 0 || clinicianId === ""
      ? null
      : { caseId: form.caseId, place: form.place, beds: form.place === "residential" && form.beds !== "" ? Number(form.beds) : null, modality: form.modality, clinicianId, start: `${form.day}T${form.start}`, end: `${form.day}T${end}`, personIds: people, longerSessionReason: isLonger ? form.longerReason.trim() || null : null };
  const foreseen = useForeseen(plan);
  const counts = foreseen.hour === null ? null : foreseen.hour.counts === null ? foreseen.hour.staffing : foreseen.hour.counts.decision.verdict;
  // A press that says "all the same" is deliberate; before the answer is there the server asks.
  const isDeliberate = counts === "no" && foreseen.hour?.gate.result !== "not_met";

  function findWrong(): FieldWrong[] {
    const wrong: FieldWrong[] = [];
    if (form.caseId === "") wrong.push({ path: "caseId", message: say(words.familyNeeds) });
    if (form.day === "") wrong.push({ path: "day", message: say(words.dayNeeds) });
    if (form.start === "") wrong.push({ path: "start", message: say(words.startNeeds) });
    if (form.start !== "" && end === null) wrong.push({ path: "end", message: say(words.lengthNeeds) });
    if (isLonger && form.longerReason.trim() === "") wrong.push({ path: "longerSessionReason", message: say(words.longerNeeds) });
    if (form.caseId !== "" && people.length === 0) wrong.push({ path: "personIds", message: say(words.peopleNeeds) });
    if (clinicianId === "") wrong.push({ path: "clinicianId", message: say(words.clinicianNeeds) });
    return wrong;
  }
  /** What of the clinician's day stands in the way, in the language of the screen; null where nothing does. */
  async function findClash(): Promise<string | null> {
    if (form.day === "" || form.start === "" || end === null || clinicianId === "") return null;
    const [from, to] = [instantFromWall(`${form.day}T${form.start}`, timeZone), instantFromWall(`${form.day}T${end}`, timeZone)];
    const { sessions } = await api.calendar.list({ from: form.day, to: form.day, clinicianId });
    const busy = sessions.filter((one) => (one.status === "booked" || one.status === "held") && one.startsAt < to && one.endsAt > from);
    return busy.length === 0 ? null : words.clash[language](sayDay(form.day, "weekday"), busy.map((one) => `${timeInZone(one.startsAt, timeZone)}–${timeInZone(one.endsAt, timeZone)}`).join(", "));
  }
  async function book(): Promise<void> {
    let booked: SessionView | null = null;
    const done = await sending.send(async () => {
      if (plan === null) return;
      booked = await api.calendar.book({ ...plan, kind: form.kind, whenNotCounting: isDeliberate ? "book" : "ask", ...(form.riskReason.trim() === "" ? {} : { riskReason: form.riskReason.trim() }) });
    }, findWrong());
    setClash(done ? null : await findClash().catch(() => null));
    if (!done || booked === null) return;
    setForm(emptyForm("", form.day));
    onBooked(booked);
  }
  const hint = proposed.data === undefined ? undefined : proposed.data.monthOfTreatment === null ? words.usualBefore[language](proposed.data.usualMostMinutes) : words.usual[language](proposed.data.monthOfTreatment, proposed.data.usualMostMinutes);
  return (
    <Dialog
      begins="field"
      state={state}
      size="wide"
      title={say(words.book)}
      onClose={onClose}
      footer={
        <>
          <Button onClick={onClose}>{say(words.close)}</Button>
          <Button look="main" state={sending.state} type="submit" form="booking">
            {say(isDeliberate ? words.bookAnyway : words.book)}
          </Button>
        </>
      }
    >
      <form
        id="booking"
        tabIndex={-1}
        className="fields booking"
        onSubmit={(event) => {
          event.preventDefault();
          void book();
        }}
      >
        <ErrorSummary errors={clash === null ? sending.errors : sending.errors.map((one) => (one.fieldId === sending.id("start") ? { ...one, message: clash } : one))} attempt={sending.attempt} />
        <div className="booking-row">
          {families.data?.next || search !== "" ? <TextField label={say(words.familySearch)} kind="search" width="short" need="optional" value={search} onChange={setSearch} /> : null}
          <SelectField id={sending.id("caseId")} label={say(words.family)} hint={families.data && listed.length === 0 ? say(words.noFamilies) : undefined} error={sending.errorOf("caseId")} value={form.caseId} onChange={(next) => set({ caseId: next, people: null, clinicianId: null, minutes: null })} options={options} />
          <SelectField id={sending.id("kind")} label={say(words.kind)} error={sending.errorOf("kind")} value={form.kind} onChange={(next) => set({ kind: (next || "dyadic") as Kind, people: null })} options={sessionKinds.map((kind) => ({ value: kind, label: say(kindWords[kind]) }))} />
        </div>
        {own === undefined ? null : (
          <div id={sending.id("personIds")} tabIndex={-1} className="field">
            <span className="field-label" aria-hidden>
              {say(words.people)}
            </span>
            <ChipGroup legend={say(words.people)} legendShown="heard" choice="many" options={around.map((one) => ({ value: one.personId, label: `${one.givenName} ${one.familyName}`.trim(), detail: say(partWords[one.part === "other" ? "collateral" : one.part]) }))} value={people} onChange={(next) => set({ people: next })} />
            <FieldError id="booking-people-error" error={sending.errorOf("personIds")} />
          </div>
        )}
        <div className="booking-row">
          <DateField id={sending.id("day")} label={say(words.day)} error={sending.errorOf("day")} value={form.day} onChange={(next) => set({ day: next })} />
          <TimeField id={sending.id("start")} label={say(words.start)} error={clash ?? sending.errorOf("start")} stepMinutes={5} value={form.start} onChange={(next) => set({ start: next })} />
          <TextField id={sending.id("end")} label={say(words.length)} width="short" inputMode="numeric" maxLength={3} error={sending.errorOf("end")} value={minutes} onChange={(next) => set({ minutes: next })} />
        </div>
        <p className="soft small" role="status">
          {[end === null || form.start === "" ? null : words.ends[language](end), words.zone[language](timeZone.replaceAll("_", " ")), hint].filter((one) => one !== null && one !== undefined).join(" ")}
        </p>
        {isLonger ? <TextField id={sending.id("longerSessionReason")} label={say(words.longerReason)} hint={say(words.longerHint)} maxLength={1000} error={sending.errorOf("longerSessionReason")} value={form.longerReason} onChange={(next) => set({ longerReason: next })} /> : null}
        {sending.errorOf("riskReason") !== null || form.riskReason !== "" ? <TextArea id={sending.id("riskReason")} label={say(words.riskReason)} hint={say(words.riskHint)} maxLength={1000} error={sending.errorOf("riskReason")} value={form.riskReason} onChange={(next) => set({ riskReason: next })} /> : null}
        <div className="booking-row">
          <SelectField id={sending.id("place")} label={say(words.place)} error={sending.errorOf("place")} value={form.place} onChange={(next) => set({ place: (next || "service_site") as Place, modality: modalityFor((next || "service_site") as Place, form.modality) })} options={placesOf.map((place) => ({ value: place, label: say(placeNames[place]) }))} />
          <SelectField id={sending.id("modality")} label={say(words.modality)} error={sending.errorOf("modality")} value={form.modality} onChange={(next) => set({ modality: (next || "in_person") as Modality })} options={modalitiesOf.map((modality) => ({ value: modality, label: say(modalityWords[modality]) }))} />
          {form.place === "residential" ? <TextField id={sending.id("beds")} label={say(words.beds)} hint={say(words.bedsHint)} need="optional" width="short" inputMode="numeric" error={sending.errorOf("beds")} value={form.beds} onChange={(next) => set({ beds: next.replaceAll(/\D/g, "") })} /> : null}
          <SelectField id={sending.id("clinicianId")} label={say(words.clinician)} error={sending.errorOf("clinicianId")} value={clinicianId} onChange={(next) => set({ clinicianId: next })} options={clinicians.map((one) => ({ value: one.staffId, label: one.name }))} />
        </div>
        <div aria-live="polite">
          <ForeseenLine foreseen={foreseen} caseId={form.caseId} clinicianName={clinicians.find((one) => one.staffId === clinicianId)?.name ?? ""} />
        </div>
      </form>
    </Dialog>
  );
}
