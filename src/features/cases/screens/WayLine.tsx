import { IconAlertTriangle, IconBan, IconCircleCheck, IconMessageOff } from "@tabler/icons-react";
import { dateInZone } from "#kernel/dates.ts";
import type { CaseView } from "#features/cases/contract.ts";
import { HourList } from "#features/intake/screens/SafeWay.tsx";
import { readPhone } from "#features/intake/screens/order.ts";
import { voicemailNames, wayNames, zoneNames } from "#features/people/screens.words.ts";
import { Button } from "#ui/Button.tsx";
import { useApi, useMe } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useSending } from "#ui/useSending.ts";
import { words } from "../people.words.ts";
import { useCaseChanged } from "./useCase.ts";

type Way = CaseView["contactWays"][number];

/** One way to reach an adult: whether it is safe, when and by whose clocks, and whether somebody stopped text messages from it. */
export function WayLine({ caseId, way, name, may }: { caseId: string; way: Way; name: string; may: "read" | "write" }) {
  const { say, language, day } = useLanguage();
  const { agency } = useMe();
  const zone = way.timeZone === null ? null : zoneNames[way.timeZone] === undefined ? way.timeZone : say(zoneNames[way.timeZone]!);
  return (
    <>
      <span className="line">
        <span className={way.isSafe ? "mark mark--met" : "mark mark--not_met"}>
          <Icon glyph={way.isSafe ? IconCircleCheck : IconAlertTriangle} size={14} />
          <span>{`${say(wayNames[way.way])}, ${say(way.isSafe ? words.safe : words.notSafe)}`}</span>
        </span>
        <strong>{way.way === "email" ? way.value : readPhone(way.value)}</strong>
        {way.way === "phone" ? <span className="soft">{say(voicemailNames[way.voicemail])}</span> : null}
        {zone === null ? null : <span className="soft">{words.clocks[language](zone)}</span>}
        {way.stoppedAt === null ? null : (
          <span className="mark mark--not_met">
            <Icon glyph={IconMessageOff} size={14} />
            <span>{words.stoppedSince[language](day(dateInZone(way.stoppedAt, agency.timeZone), "full"))}</span>
          </span>
        )}
      </span>
      {way.hours.length === 0 ? null : <HourList hours={way.hours} />}
      {may === "write" ? <Verbs caseId={caseId} way={way} about={`${name}, ${say(wayNames[way.way])}`} /> : null}
    </>
  );
}

function Verbs({ caseId, way, about }: { caseId: string; way: Way; about: string }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useCaseChanged(caseId);
  const form = `way-${way.contactWayId}`;
  const sending = useSending(form);
  const { personId, contactWayId } = way;
  const run = (call: () => Promise<unknown>) => () =>
    void sending.send(async () => {
      await call();
      await changed();
    });
  return (
    <div id={form} tabIndex={-1} className="way-verbs">
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {way.stoppedAt === null ? null : (
        <Button state={sending.state} aria-label={`${say(words.allowTexts)}: ${about}`} onClick={run(() => api.messages.allowTexts({ caseId, personId }))}>
          {say(words.allowTexts)}
        </Button>
      )}
      <Button look="quiet" glyph={IconBan} state={sending.state} aria-label={`${say(words.endWay)}: ${about}`} onClick={run(() => api.people.endContactWay({ caseId, personId, contactWayId }))}>
        {say(words.endWay)}
      </Button>
    </div>
  );
}
