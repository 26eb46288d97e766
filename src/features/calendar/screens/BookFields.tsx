import { ChipGroup } from "#ui/Chip.tsx";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { FieldError } from "#ui/Field.tsx";
import { useLanguage } from "#ui/language.tsx";
import { DateField, TextArea, TextField, TimeField } from "#ui/TextField.tsx";
import type { Sending } from "#ui/useSending.ts";
import { scopes, type Scope } from "../changing.contract.ts";
import { sessionKinds, type SessionView } from "../contract.ts";
import { bookingWords } from "../booking.words.ts";
import { gridWords } from "../grid.words.ts";
import { kindWords, modalityWords, partWords, placeNames, words } from "../screens.words.ts";
import type { BookingForm, Form, Kind, Modality, Place } from "./useBookingForm.ts";

const placesOf = Object.keys(placeNames) as Place[];
const modalitiesOf = Object.keys(modalityWords) as Modality[];

/** The way a place is met by, where the place says so. */
const modalityFor = (place: Place, before: Modality): Modality => (place.startsWith("telehealth") ? (before === "in_person" ? "video" : before) : "in_person");

type Props = { booking: BookingForm; sending: Sending; set: (change: Partial<Form>) => void };

/** The family, and who comes. */
export function WhoFields({ booking, sending, set, session }: Props & { session: SessionView | null }) {
  const { say } = useLanguage();
  const { form, listed, own, families, around, people } = booking;
  const child = own?.people.find((one) => one.part === "child");
  const options = listed.map((one) => ({ value: one.caseId, label: `${one.childGivenName} ${one.childFamilyName}`.trim() }));
  if (form.caseId !== "" && !options.some((one) => one.value === form.caseId) && child) options.unshift({ value: form.caseId, label: `${child.givenName} ${child.familyName}`.trim() });
  return (
    <>
      <div className="booking-row">
        {session === null && (families.data?.next || booking.search !== "") ? <TextField label={say(words.familySearch)} kind="search" width="short" need="optional" value={booking.search} onChange={booking.setSearch} /> : null}
        {session === null ? <SelectField id={sending.id("caseId")} label={say(words.family)} hint={families.data && listed.length === 0 ? say(words.noFamilies) : undefined} error={sending.errorOf("caseId")} value={form.caseId} onChange={(next) => set({ caseId: next, people: null, clinicianId: null, minutes: null, travel: null, videoLink: null })} options={options} /> : null}
        <SelectField id={sending.id("kind")} label={say(words.kind)} error={sending.errorOf("kind")} value={form.kind} onChange={(next) => set({ kind: (next || "dyadic") as Kind, ...(session === null ? { people: null } : {}) })} options={sessionKinds.map((kind) => ({ value: kind, label: say(kindWords[kind]) }))} />
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
    </>
  );
}

/** The day, the hour and how long, and the reasons that are asked for. */
export function WhenFields({ booking, sending, set, clash, timeZone }: Props & { clash: string | null; timeZone: string }) {
  const { say, language } = useLanguage();
  const { form, minutes, end, isLonger, proposed } = booking;
  const hint = proposed === undefined ? undefined : proposed.monthOfTreatment === null ? words.usualBefore[language](proposed.usualMostMinutes) : words.usual[language](proposed.monthOfTreatment, proposed.usualMostMinutes);
  return (
    <>
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
    </>
  );
}

/** Where, how, and by whom. */
export function WhereFields({ booking, sending, set }: Props) {
  const { say } = useLanguage();
  const { form, clinicians, clinicianId, rooms, isAway } = booking;
  return (
    <div className="booking-row">
      <SelectField id={sending.id("place")} label={say(words.place)} error={sending.errorOf("place")} value={form.place} onChange={(next) => set({ place: (next || "service_site") as Place, modality: modalityFor((next || "service_site") as Place, form.modality), travel: null })} options={placesOf.map((place) => ({ value: place, label: say(placeNames[place]) }))} />
      <SelectField id={sending.id("modality")} label={say(words.modality)} error={sending.errorOf("modality")} value={form.modality} onChange={(next) => set({ modality: (next || "in_person") as Modality })} options={modalitiesOf.map((modality) => ({ value: modality, label: say(modalityWords[modality]) }))} />
      {form.place === "residential" ? <TextField id={sending.id("beds")} label={say(words.beds)} hint={say(words.bedsHint)} need="optional" width="short" inputMode="numeric" error={sending.errorOf("beds")} value={form.beds} onChange={(next) => set({ beds: next.replaceAll(/\D/g, "") })} /> : null}
      {form.place === "service_site" && rooms.length > 0 ? <SelectField id={sending.id("roomId")} label={say(bookingWords.room)} need="optional" empty={say(bookingWords.noRoom)} error={sending.errorOf("roomId")} value={form.roomId} onChange={(next) => set({ roomId: next })} options={rooms.map((one) => ({ value: one.roomId, label: one.name }))} /> : null}
      {isAway ? <TextField id={sending.id("travelMinutes")} label={say(bookingWords.travel)} hint={say(bookingWords.travelHint)} need="optional" width="short" inputMode="numeric" maxLength={3} error={sending.errorOf("travelMinutes")} value={booking.travel} onChange={(next) => set({ travel: next.replaceAll(/\D/g, "") })} /> : null}
      {form.modality === "video" ? <TextField id={sending.id("videoLink")} label={say(bookingWords.videoLink)} hint={say(bookingWords.videoHint)} need="optional" kind="url" maxLength={500} error={sending.errorOf("videoLink")} value={booking.videoLink} onChange={(next) => set({ videoLink: next })} /> : null}
      <SelectField id={sending.id("clinicianId")} label={say(words.clinician)} error={sending.errorOf("clinicianId")} value={clinicianId} onChange={(next) => set({ clinicianId: next })} options={clinicians.map((one) => ({ value: one.staffId, label: one.name }))} />
      <SelectField id={sending.id("secondClinicianId")} label={say(bookingWords.secondClinician)} need="optional" empty={say(bookingWords.nobody)} error={sending.errorOf("secondClinicianId")} value={form.secondClinicianId} onChange={(next) => set({ secondClinicianId: next })} options={clinicians.filter((one) => one.staffId !== clinicianId).map((one) => ({ value: one.staffId, label: one.name }))} />
    </div>
  );
}

/** Whether it repeats, and until when; of a session of a series, which of them are meant. */
export function RepeatFields({ booking, sending, set, session }: Props & { session: SessionView | null }) {
  const { say } = useLanguage();
  const { form } = booking;
  if (session !== null) return session.seriesId === null ? null : <RadioGroup id={sending.id("scope")} label={say(gridWords.which)} value={form.scope} onChange={(next) => set({ scope: next as Scope })} options={scopes.map((value) => ({ value, label: say(gridWords[value]) }))} />;
  const often = { "0": bookingWords.never, "1": bookingWords.everyWeek, "2": bookingWords.everyTwo, "4": bookingWords.everyFour } as const;
  return (
    <div className="booking-row">
      <SelectField id={sending.id("everyWeeks")} label={say(bookingWords.repeats)} value={form.everyWeeks} onChange={(next) => set({ everyWeeks: next as Form["everyWeeks"] })} options={(["0", "1", "2", "4"] as const).map((value) => ({ value, label: say(often[value]) }))} />
      {form.everyWeeks === "0" ? null : <DateField id={sending.id("lastOn")} label={say(bookingWords.until)} error={sending.errorOf("lastOn")} min={form.day} value={form.lastOn} onChange={(next) => set({ lastOn: next })} />}
    </div>
  );
}
