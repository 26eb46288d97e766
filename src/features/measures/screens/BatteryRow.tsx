import { IconBan, IconCheck, IconClock, IconClockX, IconLock, IconProgress } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone, daysBetween } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { asApiFault, useApi, useMe, useRefresh } from "#ui/client.ts";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { ErrorState } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { MeasureRequest, RequestState } from "../contract.ts";
import { screenWords as words, stateLabels } from "../screens.words.ts";
import { type Battery, dayNow } from "./batteries.ts";

const glyphs: Record<RequestState, Glyph> = { sent: IconClock, started: IconProgress, submitted: IconCheck, withdrawn: IconBan, expired: IconClockX, locked: IconLock };

/** What was asked of one adult by one link: each instrument with its state, and the verbs while it waits. */
export function BatteryRow({ battery, nameOf, verbs }: { battery: Battery; nameOf: (instrument: string) => string; verbs: "offered" | "none" }) {
  const { language, say, day } = useLanguage();
  const { agency } = useMe();
  const first = battery.requests[0]!;
  const on = (at: string) => dateInZone(at, agency.timeZone);
  const asked = words.askedOn[language](day(on(first.requestedAt)), Math.max(0, daysBetween(on(first.requestedAt), dayNow(agency.timeZone))));
  const details = [asked, words.inLanguage[language](say(words.languages[first.language])), battery.isOpen ? words.worksUntil[language](day(on(first.expiresAt))) : null].filter((one) => one !== null);
  return (
    <li className="battery">
      <p className="battery-head">
        <strong>{first.respondentName}</strong> <span className="soft">{details.join(" · ")}</span>
      </p>
      <ul>
        {battery.requests.map((request) => (
          <RequestLine key={request.requestId} request={request} name={nameOf(request.instrument)} answered={request.submittedAt === null ? null : day(on(request.submittedAt))} />
        ))}
      </ul>
      {battery.isOpen && verbs === "offered" ? <BatteryVerbs battery={battery} /> : null}
    </li>
  );
}

function RequestLine({ request, name, answered }: { request: MeasureRequest; name: string; answered: string | null }) {
  const { language, say } = useLanguage();
  return (
    <li className="battery-line">
      <span>
        {name} <span className="soft small">{say(request.about === "self" ? words.aboutSelf : words.aboutChild)}</span>
      </span>
      <span className={`mark request-mark request-mark--${request.state}`}>
        <Icon glyph={glyphs[request.state]} />
        <span>
          {say(stateLabels[request.state])}
          {answered === null ? "" : `, ${words.doneOn[language](answered)}`}
        </span>
      </span>
    </li>
  );
}

function BatteryVerbs({ battery: { batteryId, requests } }: { battery: Battery }) {
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
          {address === null ? (
            <Button state={busy === "opening" ? "busy" : "ready"} onClick={() => void open()}>
              {say(words.openHere)}
            </Button>
          ) : null}
          <Button look="quiet" onClick={() => setAsks("withdraw")}>
            {say(words.withdraw)}
          </Button>
        </div>
      )}
      {address === null ? null : <RoomAddress address={address} />}
    </div>
  );
}

/** The address of the questions, to open on the tablet in the room. */
export function RoomAddress({ address }: { address: string }) {
  const { say } = useLanguage();
  const [copied, setCopied] = useState<"no" | "yes">("no");
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
      </div>
    </div>
  );
}
