import { useState } from "react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { Dialog } from "#ui/Dialog.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField, TimeField } from "#ui/TextField.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { sayLanguage } from "../language.rules.ts";
import type { HourFamily, HourOffer } from "../offers.contract.ts";
import { offerWords as words, reasonWords } from "../offers.screen.words.ts";
import { words as calendarWords } from "../screens.words.ts";
import { clockAfter } from "../week.rules.ts";
import { OfferForm } from "./OfferForm.tsx";
import { OfferLines } from "./OfferLines.tsx";
import { shortChild } from "./SessionCard.tsx";
import type { Form } from "./useBookingForm.ts";

/** An hour of a clinician: where it is given, as after a cancellation, it stands; else it is typed. */
export type FreeHour = { clinicianId: string; day: string; start: string; minutes: string; roomId: string | null; isGiven: "yes" | "no" };
export type Draft = Partial<Form>;
type Props = { hour: FreeHour; clinicians: readonly { staffId: string; name: string }[]; onClose: () => void; onBook: (draft: Draft) => void };

/** Who could use an hour, why, and the two things that can be done about it: book it, or offer it. */
export function FreeHourDialog({ hour: given, clinicians, onClose, onBook }: Props) {
  const { say, day: sayDay } = useLanguage();
  const [hour, setHour] = useState(given);
  const end = clockAfter(hour.start, Number(hour.minutes));
  const isComplete = hour.clinicianId !== "" && hour.day !== "" && end !== null;
  const set = (change: Partial<FreeHour>) => setHour((before) => ({ ...before, ...change }));
  const name = clinicians.find((one) => one.staffId === hour.clinicianId)?.name ?? "";
  const asked = { clinicianId: hour.clinicianId, start: `${hour.day}T${hour.start}`, end: `${hour.day}T${end ?? ""}`, roomId: hour.roomId };
  return (
    <Dialog state="open" size="wide" title={say(words.title)} begins={given.isGiven === "yes" ? "title" : "field"} onClose={onClose} footer={<Button onClick={onClose}>{say(calendarWords.close)}</Button>}>
      <div className="fields">
        {given.isGiven === "yes" ? (
          <p>
            <strong>{`${sayDay(hour.day, "long")}, ${hour.start} – ${end ?? ""}`}</strong>
            {name === "" ? "" : ` · ${name}`}
          </p>
        ) : (
          <div className="booking-row">
            <SelectField label={say(words.whose)} value={hour.clinicianId} onChange={(clinicianId) => set({ clinicianId })} options={clinicians.map((one) => ({ value: one.staffId, label: one.name }))} />
            <DateField label={say(calendarWords.day)} value={hour.day} onChange={(day) => set({ day })} />
            <TimeField label={say(calendarWords.start)} stepMinutes={5} value={hour.start} onChange={(start) => set({ start })} />
            <TextField label={say(calendarWords.length)} width="short" inputMode="numeric" maxLength={3} value={hour.minutes} onChange={(minutes) => set({ minutes })} />
          </div>
        )}
        {isComplete ? <Families key={JSON.stringify(asked)} asked={asked} minutes={hour.minutes} onBook={onBook} /> : <p className="soft">{say(words.needsHour)}</p>}
      </div>
    </Dialog>
  );
}

type Asked = { clinicianId: string; start: string; end: string; roomId: string | null };

/** The form of a booking for one of the families, filled with how it usually comes. */
const draftOf = (asked: Asked, minutes: string, family: Pick<HourFamily, "caseId"> & Partial<HourFamily>): Draft => ({
  caseId: family.caseId,
  day: asked.start.slice(0, 10),
  start: asked.start.slice(11),
  minutes,
  clinicianId: asked.clinicianId,
  roomId: family.roomId ?? "",
  ...(family.kind === undefined ? {} : { kind: family.kind }),
  ...(family.place === undefined ? {} : { place: family.place }),
  ...(family.modality === undefined ? {} : { modality: family.modality }),
  ...(family.personIds === undefined ? {} : { people: family.personIds }),
  ...(family.travelMinutes == null ? {} : { travel: String(family.travelMinutes) }),
});

/** A booking for the family of an offer that was taken. */
export const draftOfOffer = (offer: HourOffer, timeZone: string, minutes: number): Draft => ({ caseId: offer.caseId, day: dateInZone(offer.startsAt, timeZone), start: timeInZone(offer.startsAt, timeZone), minutes: String(minutes), clinicianId: offer.clinicianId });

function Families({ asked, minutes, onBook }: { asked: Asked; minutes: string; onBook: (draft: Draft) => void }) {
  const me = useMe();
  const { say, language, day } = useLanguage();
  const [offering, setOffering] = useState<string | null>(null);
  const found = useAnswer(["hourOffers.candidates", JSON.stringify(asked)], (api) => api.hourOffers.candidates(asked));
  const waiting = useAnswer(["hourOffers.waiting", asked.clinicianId], (api) => api.hourOffers.waiting({ clinicianId: asked.clinicianId }), { when: hasRole(me, "administrator", "front_desk", "supervisor") ? "now" : "not_yet" });
  if (found.isPending) return <Loading rows={4} />;
  if (found.isError) return <ErrorState sentence={[say(words.failed), sentenceFor(found.error, language), ...found.error.fields.map((field) => field.message)].filter((said, at, all) => all.indexOf(said) === at).join(" ")} verb={{ run: () => void found.refetch() }} />;
  const { families, offers, timeZone, isTaken, isOffered, inTheWay, startsAt } = found.data;
  const bookOffer = (offer: HourOffer) => onBook(draftOf(asked, minutes, families.find((one) => one.caseId === offer.caseId) ?? { caseId: offer.caseId }));
  const about = (one: HourFamily) =>
    [...one.reasons.map((reason) => say(reasonWords[reason])), one.lastMetOn === null ? null : words.lastMet[language](day(one.lastMetOn, "full")), one.nextAt === null ? say(words.nothingNext) : words.next[language](day(dateInZone(one.nextAt, timeZone), "full"))].filter((said) => said !== null).join(" · ");
  return (
    <>
      {offers.length === 0 ? null : (
        <>
          <h3>{say(words.offeredHeading)}</h3>
          <OfferLines offers={offers} timeZone={timeZone} shows="all" onBook={bookOffer} />
        </>
      )}
      {isTaken ? <p>{say(words.taken)}</p> : startsAt <= new Date().toISOString() ? <p>{say(words.past)}</p> : families.length === 0 ? <p>{say(words.nobody)}</p> : null}
      {families.length === 0 ? null : (
        <ul className="plain hour-families">
          {families.map((one) => (
            <li key={one.caseId} className="hour-family">
              <span className="hour-family-who">
                <strong>{shortChild(one.childName)}</strong>
                <span className="soft">{about(one)}</span>
              </span>
              <span className="offer-verbs">
                <Button aria-label={words.bookFor[language](shortChild(one.childName))} onClick={() => onBook(draftOf(asked, minutes, one))}>
                  {say(words.book)}
                </Button>
                {one.adults.length === 0 || offers.some((offer) => offer.caseId === one.caseId && (offer.state === "stands" || offer.state === "yes")) ? null : (
                  <Button look="quiet" aria-expanded={offering === one.caseId} aria-label={words.offerFor[language](shortChild(one.childName))} onClick={() => setOffering(offering === one.caseId ? null : one.caseId)}>
                    {say(words.offer)}
                  </Button>
                )}
              </span>
              {offering === one.caseId ? <OfferForm family={one} asked={asked} timeZone={timeZone} isOffered={isOffered ? "yes" : "no"} onMade={() => setOffering(null)} /> : null}
            </li>
          ))}
        </ul>
      )}
      {inTheWay === 0 ? null : <p className="soft">{words.inTheWay[language](inTheWay)}</p>}
      {(waiting.data?.families ?? []).length === 0 ? null : (
        <section>
          <h3>{say(words.waiting)}</h3>
          <ul className="plain">
            {waiting.data!.families.map((one) => (
              <li key={one.referralId} className="hour-family">
                <Link href={`/app/waiting/${one.referralId}`}>{one.childName ?? one.code ?? say(words.unnamed)}</Link>
                <span className="soft">{[one.ageMonths === null ? null : calendarWords.age[language](Math.floor(one.ageMonths.from / 12), one.ageMonths.from % 12), one.language === null ? null : say(sayLanguage(one.language)), one.answer === "yes" ? say(words.saidYes) : null].filter((said) => said !== null).join(" · ")}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
