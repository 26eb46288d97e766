import { IconActivity, IconBellRinging, IconCertificate, IconCircleCheck, IconClipboardCheck, IconClockPause, IconDoorExit, IconEyeOff, IconPencil, IconRoute, IconSignature, IconTransfer, IconUserX } from "@tabler/icons-react";
import { useRef, useState } from "react";
import { addDays, type CivilDate, dateInZone, timeInZone } from "#kernel/dates.ts";
import { Button, ButtonLink, GlyphButton } from "#ui/Button.tsx";
import { useApi, useMe, useRefresh } from "#ui/client.ts";
import { Dialog } from "#ui/Dialog.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { type Glyph, Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { DateField } from "#ui/TextField.tsx";
import { movesByKeys, useKeys } from "#ui/useKeys.ts";
import { useSending } from "#ui/useSending.ts";
import { ClassMark } from "#ui/ClassEdge.tsx";
import { formatNumber } from "#ui/formats.ts";
import type { AgendaLine, LineKind, Supervisee } from "../agenda.contract.ts";
import { lineWords, words } from "../screens.words.ts";
import { lineNames } from "../words.ts";
import { placeOfLine, sayLine } from "./saying.ts";

const glyphs: Record<LineKind, Glyph> = { alert: IconBellRinging, moment: IconEyeOff, rupture: IconTransfer, absence: IconUserX, moved: IconActivity, strand: IconRoute, notes: IconPencil, signing: IconSignature, packet: IconClipboardCheck, credential: IconCertificate, ending: IconDoorExit };

type Marks = { mark: (line: AgendaLine, state: "open" | "done" | "put_off", until: CivilDate | null) => Promise<boolean>; ask: (line: AgendaLine) => void; error: string | null };

/** Each person with the lines that ask to be talked about. J and K move, D is done, P puts off. */
export function AgendaView({ today, people }: { today: CivilDate; people: readonly Supervisee[] }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("agenda");
  const list = useRef<HTMLDivElement>(null);
  const [asked, setAsked] = useState<AgendaLine | null>(null);
  const [until, setUntil] = useState(addDays(today, 7));
  const lines = people.flatMap((one) => one.lines);
  /** The line in which the focus stands, or the first that is open. */
  const current = () => {
    const key = document.activeElement?.closest("[data-line]")?.getAttribute("data-line");
    return lines.find((one) => one.key === key && one.state === "open" && one.kind !== "alert") ?? null;
  };
  const focusFirst = () => list.current?.querySelector<HTMLElement>("[data-stop]")?.focus();
  const marks: Marks = {
    mark: (line, state, day) =>
      sending.send(async () => {
        // What is done leaves the list: the focus goes to the line after it.
        const rows = [...(list.current?.querySelectorAll<HTMLElement>("[data-line]") ?? [])];
        const at = rows.findIndex((row) => row.dataset.line === line.key);
        const after = (rows[at + 1] ?? rows[at - 1])?.dataset.line;
        await api.supervision.agenda.mark({ key: line.key, reason: line.reason, caseId: line.caseId, state, until: day });
        await refresh(["supervision.agenda"]);
        requestAnimationFrame(() => (list.current?.querySelector<HTMLElement>(`[data-line="${CSS.escape(after ?? "")}"] [data-stop]`) ?? null)?.focus());
      }),
    ask: (line) => {
      setUntil(addDays(today, 7));
      setAsked(line);
    },
    error: sending.errors[0]?.message ?? null,
  };
  useKeys([
    { key: "j", says: say(words.move), run: focusFirst },
    { key: "k", says: say(words.move), run: focusFirst },
    { key: "d", says: say(words.done), run: () => void (current() === null ? undefined : marks.mark(current()!, "done", null)) },
    { key: "p", says: say(words.putOff), run: () => (current() === null ? undefined : marks.ask(current()!)) },
  ]);
  return (
    <div ref={movesByKeys}>
      <div ref={list} className="agenda">
        <ErrorSummary errors={asked === null ? sending.errors : []} attempt={sending.attempt} />
        {people.map((person) => (
          <Person key={person.staffId} person={person} marks={marks} />
        ))}
      </div>
      <p className="soft small">{say(words.local)}</p>
      <Dialog
        begins="field"
        state={asked === null ? "closed" : "open"}
        title={say(words.putOffTitle)}
        onClose={() => setAsked(null)}
        footer={
          <Button look="main" state={sending.state} onClick={() => void (asked !== null && marks.mark(asked, "put_off", until).then((done) => (done ? setAsked(null) : undefined)))}>
            {say(words.putOffTitle)}
          </Button>
        }
      >
        <div className="sign-body">
          <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
          <DateField id={sending.id("until")} label={say(words.toDay)} value={until} min={addDays(today, 1)} error={sending.errorOf("until")} onChange={setUntil} />
        </div>
      </Dialog>
    </div>
  );
}

function Person({ person, marks }: { person: Supervisee; marks: Marks }) {
  const { say, language, day } = useLanguage();
  const { agency } = useMe();
  const open = person.lines.filter((one) => one.state === "open");
  const settled = person.lines.filter((one) => one.state !== "open");
  const number = (tenths: number) => formatNumber(tenths / 10, language);
  const next = person.nextMeeting;
  const when = next === null ? null : `${day(dateInZone(next.startsAt, agency.timeZone), "weekday")} ${timeInZone(next.startsAt, agency.timeZone)}`;
  const name = `supervisee-${person.staffId}`;
  return (
    <section className="agenda-person" aria-labelledby={name}>
      <header>
        <h2 id={name}>{person.name}</h2>
        <p className="soft small">{[person.credential, ...(person.isTrainee ? [say(words.trainee)] : [])].filter((one) => one !== "").join(", ")}</p>
        <p className="soft small">{next === null || when === null ? <Link href={`/app/supervision/meetings?with=${person.staffId}`} aria-label={words.planOne[language](person.name)}>{say(words.plan)}</Link> : <Link href={`/app/supervision/meetings?meeting=${next.meetingId}`}>{words.meets[language](when)}</Link>}</p>
        <p className="soft small">{words.weight[language](number(person.load.tenths), person.limit.tenths === null ? null : number(person.limit.tenths))}, {words.families[language](person.load.families, person.limit.families)}</p>
      </header>
      <div>
        <ul className="agenda-lines">
          {open.length === 0 ? (
            <li className="agenda-line agenda-line--nothing">
              <span className="agenda-kind">
                <Icon glyph={IconCircleCheck} />
                <span>{say(words.nothing)}</span>
              </span>
              <span className="agenda-what">
                <span>{say(words.nothingAsks)}</span>
                <span className="soft small">{words.read[language](person.read.sessions, person.read.families)}</span>
              </span>
            </li>
          ) : (
            open.map((line) => <Line key={line.key} line={line} marks={marks} />)
          )}
        </ul>
        {settled.length === 0 ? null : (
          <details className="fold">
            <summary>{words.settled[language](settled.length)}</summary>
            <ul className="agenda-settled">
              {settled.map((line) => (
                <li key={line.key}>
                  <span>
                    {sayLine(line, language, day).what}, {line.state === "done" || line.putOffUntil === null ? say(words.isDone) : words.untilDay[language](day(line.putOffUntil, "full"))}
                  </span>
                  <button type="button" className="link-button" onClick={() => void marks.mark(line, "open", null)}>
                    {say(words.again)}
                  </button>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </section>
  );
}

function Line({ line, marks }: { line: AgendaLine; marks: Marks }) {
  const { say, language, day } = useLanguage();
  const { what, why } = sayLine(line, language, day);
  const id = `line-${line.key.replaceAll(/[^a-z0-9]+/gi, "-")}`;
  return (
    <li className={`agenda-line agenda-line--${line.kind}`} id={line.kind === "moment" && line.aboutId !== null ? `moment-${line.aboutId}` : undefined} data-line={line.key}>
      <span className="agenda-kind">
        <Icon glyph={glyphs[line.kind]} />
        <span>{say(lineNames[line.kind])}</span>
      </span>
      <span className="agenda-what">
        <span id={id}>
          <strong>{what}</strong> {line.kind === "moment" ? <ClassMark kind="supervision" said={say(words.supervisionOnly)} /> : null}
        </span>
        {line.words === null ? null : <em>{words.quote[language](line.words)}</em>}
        {why === "" ? null : <span className="soft small">{why}</span>}
      </span>
      <span className="agenda-verbs">
        {line.kind === "alert" ? null : (
          <>
            <GlyphButton glyph={IconCircleCheck} label={`${say(words.done)}: ${what}`} onPress={() => void marks.mark(line, "done", null)} />
            <GlyphButton glyph={IconClockPause} label={`${say(words.putOff)}: ${what}`} onPress={() => marks.ask(line)} />
          </>
        )}
        <ButtonLink look={line.kind === "alert" ? "asks_today" : "second"} href={placeOfLine(line)} data-stop="" aria-describedby={id}>
          {say(lineWords[line.kind].verb)}
        </ButtonLink>
      </span>
    </li>
  );
}
