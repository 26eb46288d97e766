import { useNavigate, useSearch } from "@tanstack/react-router";
import { useEffect, useMemo, useState } from "react";
import { addDays, type CivilDate, dateInZone, isCivilDate } from "#kernel/dates.ts";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { verdictsById } from "../verdict.rules.ts";
import { weekStart } from "../week.rules.ts";
import { daysOfView } from "./Week.tsx";

/** The moment, told anew each minute, for the line of now and for what is owed. */
function useNow(): string {
  const [now, setNow] = useState(() => new Date().toISOString());
  useEffect(() => {
    const timer = setInterval(() => setNow(new Date().toISOString()), 60_000);
    return () => clearInterval(timer);
  }, []);
  return now;
}

export const views = ["week", "day", "team"] as const;
export type View = (typeof views)[number];
type Search = { week?: unknown; day?: unknown; view?: unknown; clinician?: unknown; team?: unknown; book?: unknown; session?: unknown };
const textOf = (value: unknown): string | null => (typeof value === "string" && value !== "" ? value : null);

/** What the calendar shows, as its address says it: `?view=day&day=2026-11-20`, `?week=2026-11-16`, `?clinician=…`, `?team=…`. */
export function useCalendarPlace() {
  const me = useMe();
  const search = useSearch({ strict: false }) as Search;
  const go = useNavigate();
  const now = useNow();
  const today = dateInZone(now, me.agency.timeZone);
  const isClinician = hasRole(me, "clinician", "trainee") && me.staffId !== null;
  const view: View = views.find((one) => one === search.view) ?? "week";
  const asked = [search.day, search.week].find((one): one is string => typeof one === "string" && isCivilDate(one));
  const day: CivilDate = asked ?? today;
  const clinicianId = view === "team" ? null : (textOf(search.clinician) ?? (isClinician && search.clinician === undefined ? me.staffId : null));
  const show = (change: { view?: View; day?: CivilDate; clinician?: string; team?: string }) => {
    const next = { ...(search.view === undefined ? {} : { view: search.view }), ...(asked === undefined ? {} : { day: asked }), ...(search.clinician === undefined ? {} : { clinician: search.clinician }), ...(search.team === undefined ? {} : { team: search.team }), ...change };
    void go({ to: "/app/calendar", search: next as never, replace: true });
  };
  const step = view === "week" ? 7 : 1;
  return { now, today, view, day, monday: weekStart(day), clinicianId, teamId: view === "team" ? textOf(search.team) : null, book: textOf(search.book), session: textOf(search.session), show, turn: (by: number) => show({ day: addDays(view === "week" ? weekStart(day) : day, step * by) }) };
}

/** What the calendar asks the server for its days. */
export function useCalendarAnswers({ view, day, monday, clinicianId, teamId, today }: Pick<ReturnType<typeof useCalendarPlace>, "view" | "day" | "monday" | "clinicianId" | "teamId" | "today">) {
  const me = useMe();
  const mayBook = hasRole(me, "clinician", "trainee", "supervisor", "front_desk", "administrator");
  const days = daysOfView(view, day, monday);
  const [from, to] = [days[0]!, days.at(-1)!];
  const ifBooks = (is: boolean) => ({ when: is ? ("now" as const) : ("not_yet" as const) });
  const sessions = useAnswer(["calendar.list", from, to, clinicianId, teamId], (api) => api.calendar.list({ from, to, clinicianId, teamId }));
  const judged = useAnswer(["calendar.verdicts", from, to, clinicianId, teamId], (api) => api.calendar.verdicts({ from, to, clinicianId, teamId }), ifBooks(mayBook));
  const marked = useAnswer(["bookings.marks", from, to, clinicianId, teamId], (api) => api.bookings.marks({ from, to, clinicianId, teamId }), ifBooks(mayBook && to >= today));
  const offered = useAnswer(["hourOffers.list", from, to, clinicianId], (api) => api.hourOffers.list({ from, to, clinicianId }), ifBooks(mayBook && to >= today));
  const wished = useAnswer(["visitWishes.list", from, to, clinicianId], (api) => api.visitWishes.list({ from, to, clinicianId }), ifBooks(mayBook && to >= today));
  const asks = useAnswer(["measureSchedule.visits", from, to, clinicianId], (api) => api.measureSchedule.visits({ from, to, clinicianId }), ifBooks(mayBook && to >= today));
  const flags = useAnswer(["calendarDays.flags", from, to, clinicianId], (api) => api.calendarDays.flags({ from, to, clinicianId }), ifBooks(mayBook));
  const special = useAnswer(["calendarDays.get"], (api) => api.calendarDays.get());
  const staff = useAnswer(["workforce.listStaff"], (api) => api.workforce.listStaff());
  const verdicts = useMemo(() => verdictsById(judged.data ?? { verdicts: [], notByStaffing: [] }), [judged.data]);
  const measures = useMemo(() => new Map((asks.data?.visits ?? []).map((one) => [one.sessionId, one.measures])), [asks.data]);
  const marks = useMemo(() => new Map((marked.data?.marks ?? []).map((one) => [one.sessionId, one])), [marked.data]);
  const clinicians = (staff.data?.staff ?? []).filter((one) => one.roles.some((role) => role === "clinician" || role === "trainee"));
  return { days, mayBook, answer: sessions, verdicts, isLimited: judged.data?.limited === true || sessions.data?.limited === true, measures, marks, offers: offered.data?.offers ?? [], wishes: wished.data?.wishes ?? [], flags: flags.data?.flags ?? [], closedDays: special.data?.closedDays ?? [], teams: special.data?.teams ?? [], clinicians };
}
