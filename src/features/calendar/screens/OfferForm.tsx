import { useState } from "react";
import { addMinutes, dateInZone, instantFromWall, timeInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { DateField, TimeField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import type { HourFamily } from "../offers.contract.ts";
import { LEAST_OFFERED } from "../offers.rules.ts";
import { offerWords as words } from "../offers.screen.words.ts";

/** Hours for which an offer stands unless somebody says otherwise. */
const USUAL_HOURS = 24;

/** Until when an offer is proposed to stand: a day, and never until so late that nobody could come. */
function proposeUntil(start: string, timeZone: string): { day: string; time: string } {
  const latest = addMinutes(instantFromWall(start, timeZone), -2 * LEAST_OFFERED);
  const usual = addMinutes(new Date().toISOString(), USUAL_HOURS * 60);
  const at = usual < latest ? usual : latest;
  const time = timeInZone(at, timeZone);
  return { day: dateInZone(at, timeZone), time: `${time.slice(0, 4)}${Number(time.slice(4)) < 5 ? "0" : "5"}` };
}

type Props = { family: HourFamily; asked: { clinicianId: string; start: string; end: string; roomId: string | null }; timeZone: string; isOffered: "yes" | "no"; onMade: () => void };

/** To whom an hour is offered, how, and until when. A message is only proposed where there is a safe way and a yes. */
export function OfferForm({ family, asked, timeZone, isOffered, onMade }: Props) {
  const api = useApi();
  const refresh = useRefresh();
  const { say } = useLanguage();
  const [personId, setPersonId] = useState((family.adults.find((one) => one.canWrite === "yes") ?? family.adults[0])?.personId ?? "");
  const [chosen, setWay] = useState<"message" | "spoken">("message");
  const [until, setUntil] = useState(() => proposeUntil(asked.start, timeZone));
  const sending = useSending(`offer-${family.caseId}`);
  const adult = family.adults.find((one) => one.personId === personId);
  const mayWrite = adult?.canWrite === "yes";
  const way = mayWrite ? chosen : "spoken";
  const isBoth = isOffered === "yes" || sending.errorOf("whenOffered") !== null;
  async function offer(): Promise<void> {
    const wrong = until.day === "" || until.time === "" ? [{ path: "standsUntil", message: say(words.needsUntil) }] : [];
    const done = await sending.send(() => api.hourOffers.make({ caseId: family.caseId, personId, ...asked, standsUntil: `${until.day}T${until.time}`, way, whenOffered: isBoth ? "offer" : "ask" }), wrong);
    if (!done) return;
    await refresh(["hourOffers.list"], ["hourOffers.candidates"]);
    onMade();
  }
  return (
    <form
      id={`offer-${family.caseId}`}
      tabIndex={-1}
      className="fields offer-form"
      onSubmit={(event) => {
        event.preventDefault();
        void offer();
      }}
    >
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {family.adults.length === 1 ? <p>{adult?.name}</p> : <RadioGroup id={sending.id("personId")} label={say(words.toWhom)} error={sending.errorOf("personId")} value={personId} onChange={setPersonId} options={family.adults.map((one) => ({ value: one.personId, label: one.name }))} />}
      {mayWrite ? (
        <>
          <RadioGroup
            id={sending.id("way")}
            label={say(words.how)}
            error={sending.errorOf("way")}
            value={way}
            onChange={(next) => setWay(next === "spoken" ? "spoken" : "message")}
            options={[
              { value: "message", label: say(words.byMessage) },
              { value: "spoken", label: say(words.bySpeaking) },
            ]}
          />
          {way === "message" ? <p className="soft small">{say(words.saysOnly)}</p> : null}
        </>
      ) : (
        <p className="soft small">{`${say(adult?.canWrite === "no_yes" ? words.noYes : words.noWay)} ${say(words.bySpeaking)}.`}</p>
      )}
      <div className="booking-row">
        <DateField id={sending.id("standsUntil")} label={say(words.until)} error={sending.errorOf("standsUntil")} value={until.day} onChange={(day) => setUntil((before) => ({ ...before, day }))} />
        <TimeField label={say(words.untilTime)} stepMinutes={5} value={until.time} onChange={(time) => setUntil((before) => ({ ...before, time }))} />
      </div>
      {isBoth ? (
        <p id={sending.id("whenOffered")} tabIndex={-1} className="small">
          {say(words.nobodyElse)}
        </p>
      ) : null}
      <div>
        <Button look="main" type="submit" state={sending.state}>
          {say(isBoth ? words.offerBoth : words.offer)}
        </Button>
      </div>
    </form>
  );
}
