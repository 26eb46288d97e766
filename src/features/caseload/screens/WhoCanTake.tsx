import { IconAlertTriangle, IconCircleCheck, IconClockPause } from "@tabler/icons-react";
import type { ReactNode } from "react";
import { useAnswer } from "#ui/client.ts";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { type Sending, sentenceFor } from "#ui/useSending.ts";
import type { NextOne } from "../contract.ts";
import { words } from "../screens.words.ts";
import { stateNames } from "../words.ts";
import { useReason } from "./saying.ts";
import "./caseload.css";

/** Who can take a family in a language from a day on; asked anew with either. */
export const useNext = (language: string | null, on: string | null, when: "now" | "not_yet" = "now") => useAnswer(["caseload.next", language, on], (api) => api.caseload.next({ language, on }), { when });

const marks: Record<NextOne["state"], [string, Glyph]> = { room: ["met", IconCircleCheck], over: ["draft", IconAlertTriangle], not_now: ["not_applicable", IconClockPause] };

/** How somebody stands, as glyph and word. */
export function NextMark({ state }: { state: NextOne["state"] }) {
  const { say } = useLanguage();
  const [look, glyph] = marks[state];
  return (
    <span className={`mark mark--${look}`}>
      <Icon glyph={glyph} size={14} />
      <span>{say(stateNames[state])}</span>
    </span>
  );
}

/** One person with how she stands and why, in a sentence. */
export function NextReasons({ one }: { one: NextOne }) {
  const reason = useReason();
  return (
    <p className="next-why">
      <NextMark state={one.state} /> <span className="soft">{one.reasons.filter(({ code }) => one.state === "not_now" || (code !== "room" && code !== "no_room")).map(reason).join(" · ")}</span>
    </p>
  );
}

/** Everybody who treats, those with room first, each group by name; `verb` is what may be done about one of them. */
export function WhoCanTake({ language, verb }: { language: string | null; verb?: (one: NextOne, isDraft: boolean) => ReactNode }) {
  const { say, language: spoken } = useLanguage();
  const next = useNext(language, null);
  return (
    <section className="part who-can-take" aria-labelledby="who-can-take">
      <h2 id="who-can-take">{say(words.who)}</h2>
      {next.isPending ? (
        <Loading rows={4} />
      ) : next.isError ? (
        <ErrorState sentence={sentenceFor(next.error, spoken)} verb={{ run: () => void next.refetch() }} />
      ) : next.data.people.length === 0 ? (
        <p>{say(words.whoNone)}</p>
      ) : (
        <>
          <p className="soft small">{say(words.whoHint)}</p>
          <ul className="next-people">
            {next.data.people.map((one) => (
              <li key={one.staffId}>
                <div>
                  <strong>{one.name}</strong>
                  <NextReasons one={one} />
                </div>
                {verb?.(one, next.data.isDraft)}
              </li>
            ))}
          </ul>
        </>
      )}
    </section>
  );
}

/** The choices of a form, under how each stands; without them as long as it is not known. */
export function useNextChoices(people: readonly { staffId: string; name: string }[], language: string | null, on: string | null): { options: readonly ({ value: string; label: string } | { group: string; options: { value: string; label: string }[] })[]; of: (staffId: string) => NextOne | undefined; asksReason: (staffId: string) => boolean } {
  const { say } = useLanguage();
  const next = useNext(language, on);
  const known = next.data?.people ?? [];
  const of = (staffId: string) => known.find((one) => one.staffId === staffId);
  const groups = (["room", "over", "not_now"] as const).map((state) => ({ group: say(stateNames[state]), options: known.filter((one) => one.state === state && people.some(({ staffId }) => staffId === one.staffId)).map(({ staffId, name }) => ({ value: staffId, label: name })) }));
  return {
    options: known.length === 0 ? people.map(({ staffId, name }) => ({ value: staffId, label: name })) : groups.filter((group) => group.options.length > 0),
    of,
    // Also who is not to be given one now may be over the limit.
    asksReason: (staffId) => next.data?.isDraft === false && of(staffId)?.reasons.some((reason) => reason.code === "no_room") === true,
  };
}

/** What is known of who was chosen, and the reason where it would be over the limit. */
export function ChosenNext({ one, asks, sending, value, onChange }: { one: NextOne | undefined; asks: "reason" | "nothing"; sending: Sending; value: string; onChange: (value: string) => void }) {
  const { say } = useLanguage();
  return (
    <div aria-live="polite" className="chosen-next">
      {one === undefined ? null : <NextReasons one={one} />}
      {asks === "nothing" ? null : <TextArea id={sending.id("overReason")} label={say(words.overReason)} hint={say(words.overHint)} value={value} onChange={onChange} error={sending.errorOf("overReason")} need="required" maxLength={500} />}
    </div>
  );
}
