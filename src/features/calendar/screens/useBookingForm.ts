import { useState } from "react";
import { type CivilDate, dateInZone, timeInZone } from "#kernel/dates.ts";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import type { FieldWrong } from "#ui/useSending.ts";
import { useLanguage } from "#ui/language.tsx";
import type { Scope } from "../changing.contract.ts";
import type { SessionView } from "../contract.ts";
import { bookingWords } from "../booking.words.ts";
import { words } from "../screens.words.ts";
import { clockAfter, usualPeople } from "../week.rules.ts";
import { plannedMinutes } from "./Week.tsx";
import type { Plan } from "./Foreseen.tsx";

export type Place = SessionView["place"];
export type Modality = SessionView["modality"];
export type Kind = SessionView["kind"];
/** What was typed. Null where the proposal still stands for it. */
export type Form = {
  caseId: string; kind: Kind; place: Place; beds: string; modality: Modality; day: string; start: string; minutes: string | null; people: string[] | null; clinicianId: string | null; secondClinicianId: string; roomId: string;
  videoLink: string | null; travel: string | null; longerReason: string; riskReason: string; everyWeeks: "0" | "1" | "2" | "4"; lastOn: string; scope: Scope;
}; // prettier-ignore

export const emptyForm = (caseId: string, day: string): Form => ({ caseId, kind: "dyadic", place: "service_site", beds: "", modality: "in_person", day, start: "", minutes: null, people: null, clinicianId: null, secondClinicianId: "", roomId: "", videoLink: null, travel: null, longerReason: "", riskReason: "", everyWeeks: "0", lastOn: "", scope: "one" });

/** The form of a session that is there already. */
export const formOf = (session: SessionView, timeZone: string): Form => ({
  ...emptyForm(session.caseId, dateInZone(session.startsAt, timeZone)),
  kind: session.kind,
  place: session.place,
  modality: session.modality,
  start: timeInZone(session.startsAt, timeZone),
  minutes: String(plannedMinutes(session)),
  people: session.attendees.filter((one) => one.status !== "cancelled").map((one) => one.personId),
  clinicianId: session.clinicianId,
  secondClinicianId: session.secondClinicianId ?? "",
  roomId: session.roomId ?? "",
  videoLink: session.videoLink ?? "",
  travel: session.travelMinutes === null ? "" : String(session.travelMinutes),
});

/** Whether the clinician goes somewhere for it. */
export const goesAway = (form: Pick<Form, "place" | "modality">): boolean => form.modality === "in_person" && form.place !== "service_site";

/** What is typed about a session, what it is proposed to be, and what of it is still missing. */
export function useBookingForm({ state, caseId, day, session, draft = {}, timeZone }: { state: "open" | "closed"; caseId: string; day: CivilDate; session: SessionView | null; draft?: Partial<Form> | undefined; timeZone: string }) {
  const me = useMe();
  const { say } = useLanguage();
  const [form, setForm] = useState<Form>(() => (session === null ? { ...emptyForm(caseId, day), ...draft } : formOf(session, timeZone)));
  const [search, setSearch] = useState("");
  const when = state === "open" ? "now" : "not_yet";
  const whenChosen = form.caseId === "" ? "not_yet" : when;
  const families = useAnswer(["cases.list", "book", search.trim()], (api) => api.cases.list({ search: search.trim(), status: "open" }), { when: session === null ? when : "not_yet" });
  const staff = useAnswer(["workforce.listStaff"], (api) => api.workforce.listStaff(), { when });
  const chosen = useAnswer(["cases.get", form.caseId], (api) => api.cases.get({ caseId: form.caseId }), { when: whenChosen });
  const proposed = useAnswer(["calendar.propose", form.caseId, form.day], (api) => api.calendar.propose({ caseId: form.caseId, on: form.day }), { when: form.day === "" ? "not_yet" : whenChosen });
  const special = useAnswer(["calendarDays.get"], (api) => api.calendarDays.get(), { when });
  const flags = useAnswer(["calendarDays.flags", form.caseId, form.day], (api) => api.calendarDays.flags({ from: form.day, to: form.day, caseId: form.caseId }), { when: form.day === "" ? "not_yet" : whenChosen });

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
  const travel = form.travel ?? String(proposed.data?.travel.find((one) => one.place === form.place)?.minutes ?? "");
  const videoLink = form.videoLink ?? proposed.data?.videoLink ?? "";
  const isAway = goesAway(form);
  const plan: Plan | null =
    state === "closed" || form.caseId === "" || form.day === "" || form.start === "" || end === null || people.length === 0 || clinicianId === ""
      ? null
      : {
          caseId: form.caseId,
          place: form.place,
          beds: form.place === "residential" && form.beds !== "" ? Number(form.beds) : null,
          modality: form.modality,
          clinicianId,
          secondClinicianId: form.secondClinicianId === "" || form.secondClinicianId === clinicianId ? null : form.secondClinicianId,
          roomId: form.place === "service_site" && form.roomId !== "" ? form.roomId : null,
          videoLink: form.modality === "video" && videoLink.trim().startsWith("https://") ? videoLink.trim() : null,
          travelMinutes: isAway && Number(travel) > 0 ? Number(travel) : null,
          start: `${form.day}T${form.start}`,
          end: `${form.day}T${end}`,
          personIds: people,
          longerSessionReason: isLonger ? form.longerReason.trim() || null : null,
        };
  function findWrong(): FieldWrong[] {
    const wrong: FieldWrong[] = [];
    const need = (is: boolean, path: string, message: string) => {
      if (is) wrong.push({ path, message });
    };
    need(form.caseId === "", "caseId", say(words.familyNeeds));
    need(form.day === "", "day", say(words.dayNeeds));
    need(form.start === "", "start", say(words.startNeeds));
    need(form.start !== "" && end === null, "end", say(words.lengthNeeds));
    need(isLonger && form.longerReason.trim() === "" && session === null, "longerSessionReason", say(words.longerNeeds));
    need(form.caseId !== "" && people.length === 0, "personIds", say(words.peopleNeeds));
    need(clinicianId === "", "clinicianId", say(words.clinicianNeeds));
    need(form.modality === "video" && videoLink.trim() !== "" && !videoLink.trim().startsWith("https://"), "videoLink", say(bookingWords.linkNeeds));
    need(isAway && travel !== "" && (!/^\d{1,3}$/.test(travel) || Number(travel) > 480), "travelMinutes", say(bookingWords.travelNeeds));
    need(form.everyWeeks !== "0" && form.lastOn === "", "lastOn", say(bookingWords.untilNeeds));
    return wrong;
  }
  return { form, setForm, search, setSearch, families, listed, own, around, people, clinicians, clinicianId, minutes, end, isLonger, travel, videoLink, isAway, proposed: proposed.data, rooms: special.data?.rooms ?? [], flags: flags.data?.flags ?? [], plan, findWrong };
}
export type BookingForm = ReturnType<typeof useBookingForm>;
