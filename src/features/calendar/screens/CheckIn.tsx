import { useRef, useState } from "react";
import { dateInZone, timeInZone, wallTimeInZone } from "#kernel/dates.ts";
import type { Decision } from "#kernel/findings.ts";
import { sessionFixHref } from "#features/eligibility/screens/fixes.ts";
import { Button } from "#ui/Button.tsx";
import { ChipGroup, TimeChip } from "#ui/Chip.tsx";
import { type ApiFault, asApiFault, useApi, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { Verdict } from "#ui/Verdict.tsx";
import type { Attendee, SessionView } from "../contract.ts";
import { partWords, statusWords, words } from "../screens.words.ts";
import { shortChild } from "./SessionCard.tsx";

type Mark = { personId: string; status: Attendee["status"]; in: string | null; out: string | null; reason: string };
type Marks = { heldFrom: string | null; heldTo: string | null; attendance: Mark[] };

const offered: readonly Attendee["status"][] = ["present", "absent", "late", "left", "cancelled"];
const came = (status: Attendee["status"]) => status === "present" || status === "late" || status === "left";

/** What is marked of a session, on the wall clock of its zone. */
function marksOf(session: SessionView): Marks {
  const wall = (at: string | null) => (at === null ? null : wallTimeInZone(at, session.timeZone));
  return { heldFrom: wall(session.heldFrom), heldTo: wall(session.heldTo), attendance: session.attendees.map((one) => ({ personId: one.personId, status: one.status, in: wall(one.inAt), out: wall(one.outAt), reason: one.reason })) };
}

/** Who came, and from when to when: each mark is kept at once, in the rows that the note begins with, and the line says what the hour then counts for. */
export function CheckIn({ session, onMarked, onStale }: { session: SessionView; onMarked: () => void; onStale: () => void }) {
  const api = useApi();
  const me = useMe();
  const { say, language } = useLanguage();
  const [marks, setMarks] = useState(() => marksOf(session));
  const [decision, setDecision] = useState<Decision | null>(null);
  const [fault, setFault] = useState<ApiFault | null>(null);
  const [kept, setKept] = useState<"not_yet" | "kept">("not_yet");
  const latest = useRef(marks);
  const revision = useRef(session.revision);
  const line = useRef<Promise<void>>(Promise.resolve());
  // What was sent and not answered: whether it arrived is not known, so it is said once more before anything newer.
  const unanswered = useRef<Marks | null>(null);
  const date = dateInZone(session.startsAt, session.timeZone);
  const planned = { from: `${date}T${timeInZone(session.startsAt, session.timeZone)}`, to: `${date}T${timeInZone(session.endsAt, session.timeZone)}` };

  async function tell(one: Marks) {
    unanswered.current = one;
    try {
      const answer = await api.calendar.checkIn({ sessionId: session.sessionId, revision: revision.current, ...one });
      revision.current = answer.session.revision;
      unanswered.current = null;
      return answer;
    } catch (error) {
      const { code } = asApiFault(error);
      if (code !== "offline" && code !== "unreadable") unanswered.current = null;
      throw error;
    }
  }
  // One after the other: each sends all that is marked by then, so that nothing overtakes what was pressed later.
  function send(): void {
    line.current = line.current.then(async () => {
      try {
        if (unanswered.current !== null && unanswered.current !== latest.current) await tell(unanswered.current);
        const answer = await tell(latest.current);
        setDecision(answer.counts?.decision ?? null);
        setFault(null);
        setKept("kept");
        onMarked();
      } catch (error) {
        setFault(asApiFault(error));
      }
    });
  }
  function change(next: Partial<Marks>): void {
    latest.current = { ...latest.current, ...next };
    setMarks(latest.current);
  }
  function mark(next: Partial<Marks>): void {
    change(next);
    send();
  }
  const withPerson = (personId: string, part: Partial<Mark>) => latest.current.attendance.map((one) => (one.personId === personId ? { ...one, ...part } : one));
  const wall = (time: string) => (time === "" ? null : `${date}T${time}`);
  const clock = (at: string | null) => at?.slice(11, 16) ?? "";
  const silent = marks.heldFrom === null && marks.heldTo === null && marks.attendance.every((one) => one.status === "expected");
  const allCame = () => mark({ heldFrom: planned.from, heldTo: planned.to, attendance: latest.current.attendance.map((one) => ({ ...one, status: "present", in: planned.from, out: planned.to })) });

  return (
    <div className="check-in">
      {fault === null ? null : <ErrorState word={say(words.markFailed)} sentence={[sentenceFor(fault, language), ...fault.fields.map((field) => field.message)].filter((said, place, all) => all.indexOf(said) === place).join(" ")} verb={fault.code === "changed_meanwhile" || fault.code === "refused" ? { run: onStale, label: say(words.lookAgain) } : { run: send }} />}
      {silent ? <Button onClick={allCame}>{say(words.allCame)}</Button> : null}
      <ul className="attendance">
        {marks.attendance.map((one) => {
          const person = session.attendees.find((known) => known.personId === one.personId)!;
          const name = shortChild(person.name);
          const set = (part: Partial<Mark>) => mark({ attendance: withPerson(one.personId, part) });
          return (
            <li key={one.personId}>
              <p>
                <strong>{name}</strong> <span className="soft small">{say(partWords[person.part])}</span>
              </p>
              <ChipGroup legend={words.cameOf[language](name)} legendShown="heard" choice="one" options={offered.map((status) => ({ value: status, label: say(statusWords[status]) }))} value={one.status === "expected" ? [] : [one.status]} onChange={([status]) => set(came(status as Mark["status"]) ? { status: status as Mark["status"] } : { status: status as Mark["status"], in: null, out: null })}>
                {came(one.status) ? (
                  <>
                    <TimeChip label={say(words.inTime)} heard={words.cameAt[language](name)} value={clock(one.in)} onChange={(time) => set({ in: wall(time) })} />
                    <TimeChip label={say(words.outTime)} heard={words.wentAt[language](name)} value={clock(one.out)} onChange={(time) => set({ out: wall(time) })} />
                  </>
                ) : null}
              </ChipGroup>
              {one.status === "absent" || one.status === "cancelled" || one.reason !== "" ? <TextField label={`${say(words.reason)}: ${name}`} need="optional" maxLength={500} value={one.reason} onChange={(reason) => change({ attendance: withPerson(one.personId, { reason }) })} onLeave={send} /> : null}
            </li>
          );
        })}
      </ul>
      <div className="chip-row">
        <span className="chip-legend">{say(words.heldTimes)}</span>
        <TimeChip label={say(words.fromTime)} heard={say(words.beganAt)} value={clock(marks.heldFrom)} onChange={(time) => mark({ heldFrom: wall(time) })} />
        <TimeChip label={say(words.toTime)} heard={say(words.endedAt)} value={clock(marks.heldTo)} onChange={(time) => mark({ heldTo: wall(time) })} />
      </div>
      <div aria-live="polite">
        <p className="soft small">{say(kept === "kept" && fault === null ? words.marked : words.marksKept)}</p>
        {decision === null ? null : (
          <Verdict
            decision={decision}
            openShown={2}
            fixFor={(finding) => {
              const href = sessionFixHref(session.caseId, finding, me);
              return href === null ? null : { href };
            }}
          />
        )}
      </div>
    </div>
  );
}
