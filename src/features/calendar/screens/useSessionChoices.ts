import { dateInZone } from "#kernel/dates.ts";
import { useAnswer } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { useToday } from "#features/cases/screens/useToday.ts";

/** A session in a list to choose from, by its day. */
export type SessionChoice = { value: string; label: string };

/** The sessions that were held, by their day, the newest first: to say where something was seen. */
export function useSessionChoices(caseId: string): SessionChoice[] {
  const { day } = useLanguage();
  const today = useToday();
  const sessions = useAnswer(["calendar.list", "held", caseId], (api) => api.calendar.list({ from: "2000-01-01", to: today, caseId }));
  return (sessions.data?.sessions ?? []).filter((one) => one.status === "held").toReversed().map((one) => ({ value: one.sessionId, label: day(dateInZone(one.startsAt, one.timeZone), "full") }));
}
