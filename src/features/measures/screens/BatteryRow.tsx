import { IconBan, IconCheck, IconClock, IconClockX, IconEar, IconLock, IconProgress } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone, daysBetween } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { asApiFault, runBeforeSigningOut, useApi, useMe, useRefresh } from "#ui/client.ts";
import { leaveTo } from "#ui/handOver.ts";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { MeasureRequest, MeasureWords, RequestState } from "../contract.ts";
import { entryScreenWords as entryWords } from "../entry.screens.words.ts";
import { screenWords as words, stateLabels } from "../screens.words.ts";
import { type Battery, dayNow } from "./batteries.ts";
import type { Place } from "./place.ts";

const glyphs: Record<RequestState, Glyph> = { sent: IconClock, started: IconProgress, interview_asked: IconEar, submitted: IconCheck, void: IconBan, withdrawn: IconBan, expired: IconClockX, locked: IconLock };

/** Whether links can be sent and ended, and whether answers can be recorded and set right too. */
export type Verbs = "none" | "sends" | "records";

/** What was asked of one adult by one link: each instrument with its state, and the verbs while it waits. */
export function BatteryRow({ battery, nameOf, histories, verbs, said, onPlace }: { battery: Battery; nameOf: (instrument: string) => string; histories: ReadonlySet<string>; verbs: Verbs; said: readonly MeasureWords[]; onPlace: (place: Place) => void }) {
  const { language, say, day } = useLanguage();
  const { agency } = useMe();
  const first = battery.requests[0]!;
  const on = (at: string) => dateInZone(at, agency.timeZone);
  const asked = words.askedOn[language](day(on(first.requestedAt)), Math.max(0, daysBetween(on(first.requestedAt), dayNow(agency.timeZone))));
  const byLink = first.mode === "link" || first.mode === "kiosk";
  const details = [byLink ? asked : null, first.aboutAdult === null ? null : entryWords.withAdult[language](first.aboutAdult.name), words.inLanguage[language](say(words.languages[first.language])), battery.isOpen && byLink ? words.worksUntil[language](day(on(first.expiresAt))) : null].filter((one) => one !== null);
  return (
    <li className="battery">
      <p className="battery-head">
        <strong>{first.respondentName}</strong> <span className="soft">{details.join(" · ")}</span>
      </p>
      <ul>
        {battery.requests.map((request) => (
          <RequestLine key={request.requestId} request={request} name={nameOf(request.instrument)} answered={request.submittedAt === null ? null : day(on(request.submittedAt))} said={said.filter((one) => one.requestId === request.requestId)} takes={histories.has(request.instrument) ? "events" : "series"} verbs={verbs} onPlace={onPlace} />
        ))}
      </ul>
      {battery.isOpen && verbs !== "none" ? <BatteryVerbs battery={battery} link={byLink ? "open" : "none"} /> : null}
    </li>
  );
}

const aboutLabels = { self: words.aboutSelf, child: words.aboutChild, relationship: words.aboutBoth } as const;

function RequestLine({ request, name, answered, said, takes, verbs, onPlace }: { request: MeasureRequest; name: string; answered: string | null; takes: "events" | "series"; said: readonly MeasureWords[]; verbs: Verbs; onPlace: (place: Place) => void }) {
  const { language, say, day } = useLanguage();
  const { agency } = useMe();
  const marks = [say(aboutLabels[request.about]), request.mode === "link" ? null : say(entryWords.modes[request.mode]), request.corrects === null ? null : say(entryWords.isCorrection), request.addsTo === null ? null : say(entryWords.isAdded), request.enteredByName === null || request.mode === "coded" ? null : entryWords.by[language](request.enteredByName)];
  return (
    <li className="battery-line">
      <span>
        {name} <span className="soft small">{marks.filter((one) => one !== null).join(" · ")}</span>
        {request.correctedBy === null ? null : <span className="request-corrected"> {say(entryWords.correctedLater)}</span>}
      </span>
      <span className={`mark request-mark request-mark--${request.state}`}>
        <Icon glyph={glyphs[request.state]} />
        <span>
          {say(stateLabels[request.state])}
          {answered === null || request.state !== "submitted" ? "" : `, ${(request.mode === "link" || request.mode === "kiosk" ? words.doneOn : words.recordedOn)[language](answered)}`}
        </span>
      </span>
      {said.length === 0 ? null : (
        <div className="request-said">
          {said.map((one) => (
            <p key={one.kind}>
              <strong>{say(entryWords.said[one.kind])}</strong>: {one.words}{" "}
              <span className="soft small">{[one.happenedOn === null ? null : day(one.happenedOn, "full"), one.byName === null ? null : entryWords.saidBy[language](one.byName, day(dateInZone(one.writtenAt, agency.timeZone)))].filter((part) => part !== null).join(" · ")}</span>
            </p>
          ))}
        </div>
      )}
      {verbs === "records" ? <RequestVerbs request={request} takes={takes} onPlace={onPlace} /> : null}
    </li>
  );
}

/** What can be done with one request by who works with the family. */
function RequestVerbs({ request, takes, onPlace }: { request: MeasureRequest; takes: "events" | "series"; onPlace: (place: Place) => void }) {
  const { say } = useLanguage();
  const { requestId } = request;
  if (request.state === "interview_asked" && request.respondentId !== null) return <Button onClick={() => onPlace({ at: "record", instrument: request.instrument, adultId: request.respondentId! })}>{say(entryWords.readItAloud)}</Button>;
  if (request.mode === "interview" && (request.state === "started" || request.state === "sent" || request.state === "expired")) return <Button onClick={() => onPlace({ at: "interview", requestId })}>{say(entryWords.goOnReading)}</Button>;
  if (request.state !== "submitted" || request.correctedBy !== null) return null;
  return (
    <details className="request-verbs">
      <summary>{say(entryWords.setRight)}</summary>
      {request.addsTo === null ? <Button look="quiet" onClick={() => onPlace({ at: "correct", requestId })}>{say(entryWords.correct)}</Button> : null}
      {takes === "events" && request.addsTo === null ? <Button look="quiet" onClick={() => onPlace({ at: "add_event", requestId })}>{say(entryWords.addEvent)}</Button> : null}
      <Button look="quiet" onClick={() => onPlace({ at: "wrong_child", requestId })}>{say(entryWords.wrongChild)}</Button>
    </details>
  );
}

function BatteryVerbs({ battery: { batteryId, requests }, link }: { battery: Battery; link: "open" | "none" }) {
  const { language, say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const [busy, setBusy] = useState<"no" | "opening" | "withdrawing">("no");
  const [asks, setAsks] = useState<"no" | "withdraw">("no");
  const [address, setAddress] = useState<string | null>(null);
  const [wrong, setWrong] = useState<string | null>(null);
  async function run(what: "opening" | "withdrawing", call: () => Promise<void>) {
    setBusy(what);
    setWrong(null);
    try {
      await call();
    } catch (error) {
      setWrong(sentenceFor(asApiFault(error), language));
    }
    setBusy("no");
  }
  const open = () => run("opening", async () => setAddress((await api.measures.openLink({ batteryId })).address));
  const withdraw = () =>
    run("withdrawing", async () => {
      await api.measures.withdraw({ batteryId });
      await refresh(["measures.list", requests[0]!.caseId], ["messages.outbox"]);
    });
  return (
    <div className="battery-verbs">
      {wrong === null ? null : <ErrorState sentence={wrong} />}
      {asks === "withdraw" ? (
        <div className="buttons">
          <Button look="danger" state={busy === "withdrawing" ? "busy" : "ready"} onClick={() => void withdraw()}>
            {say(words.withdrawSure)}
          </Button>
          <Button look="quiet" onClick={() => setAsks("no")}>
            {say(words.keep)}
          </Button>
        </div>
      ) : (
        <div className="buttons">
          {link === "open" && address === null ? (
            <Button state={busy === "opening" ? "busy" : "ready"} onClick={() => void open()}>
              {say(words.openHere)}
            </Button>
          ) : null}
          <Button look="quiet" onClick={() => setAsks("withdraw")}>
            {say(words.withdraw)}
          </Button>
        </div>
      )}
      {address === null ? null : <RoomAddress batteryId={batteryId} address={address} />}
    </div>
  );
}

/** The address of the questions, to open on the tablet in the room. */
export function RoomAddress({ batteryId, address }: { batteryId: string; address: string }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const [copied, setCopied] = useState<"no" | "yes">("no");
  const [handing, setHanding] = useState<"no" | "sure" | "busy">("no");
  const [wrong, setWrong] = useState<string | null>(null);
  async function handOver() {
    setHanding("busy");
    setWrong(null);
    try {
      const { address: questions } = await api.measures.handOver({ batteryId });
      await runBeforeSigningOut();
      await api.account.signOut();
      leaveTo(questions);
    } catch (error) {
      setWrong(sentenceFor(asApiFault(error), language));
      setHanding("sure");
    }
  }
  return (
    <div className="room-address" role="status">
      <p>{say(words.address)}</p>
      <p className="room-link">{address}</p>
      <div className="buttons">
        <a className="button button--second" href={address} target="_blank" rel="noreferrer">
          <span>{say(words.newTab)}</span>
        </a>
        <Button look="quiet" onClick={() => void navigator.clipboard?.writeText(address).then(() => setCopied("yes"), () => setCopied("no"))}>
          {say(words.copy)}
        </Button>
        {copied === "yes" ? <span className="soft">{say(words.copied)}</span> : null}
        {handing === "no" ? <Button onClick={() => setHanding("sure")}>{say(entryWords.handOver)}</Button> : null}
      </div>
      {handing === "no" ? null : (
        <div className="room-hand-over">
          <p>{say(entryWords.handOverHint)}</p>
          {wrong === null ? null : <ErrorState sentence={wrong} />}
          <div className="buttons">
            <Button look="main" state={handing === "busy" ? "busy" : "ready"} onClick={() => void handOver()}>
              {say(entryWords.handOverSure)}
            </Button>
            <Button look="quiet" onClick={() => setHanding("no")}>
              {say(words.keep)}
            </Button>
          </div>
        </div>
      )}
    </div>
  );
}
