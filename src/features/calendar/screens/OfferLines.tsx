import { IconCheck, IconCircleX, IconClock, IconMailForward } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { asApiFault, useApi, useRefresh } from "#ui/client.ts";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { HourOffer, OfferState } from "../offers.contract.ts";
import { answersTo, isOpenOffer } from "../offers.rules.ts";
import { offerWords as words, stateWords } from "../offers.screen.words.ts";
import { shortChild } from "./SessionCard.tsx";

const glyphs: Record<OfferState, Glyph> = { stands: IconMailForward, yes: IconCheck, late_yes: IconCheck, no: IconCircleX, withdrawn: IconCircleX, expired: IconClock, given: IconCircleX, booked: IconCheck };

export type OfferLinesProps = { offers: readonly HourOffer[]; timeZone: string; shows: "open" | "all"; /** Opens the form with the family of an offer that was taken. */ onBook: (offer: HourOffer) => void };

/** Hours that are offered, each with how it stands, and the verbs by which an answer is written down. A yes books nothing: it asks a person to. */
export function OfferLines({ offers, timeZone, shows, onBook }: OfferLinesProps) {
  const api = useApi();
  const refresh = useRefresh();
  const { say, language, day } = useLanguage();
  const [said, setSaid] = useState("");
  const shown = shows === "all" ? offers : offers.filter((one) => isOpenOffer(one.state));
  const moment = (at: string) => `${day(dateInZone(at, timeZone), "weekday")}, ${timeInZone(at, timeZone)}`;
  async function answer(offer: HourOffer, given: "yes" | "no" | "withdrawn"): Promise<void> {
    try {
      await api.hourOffers.answer({ offerId: offer.offerId, answer: given });
      setSaid("");
    } catch (error) {
      setSaid(sentenceFor(asApiFault(error), language));
    }
    await refresh(["hourOffers.list"], ["hourOffers.candidates"]);
  }
  return (
    <>
      <p role="status" className="offer-said">
        {said}
      </p>
      {shown.length === 0 ? null : (
        <section className="offers" aria-label={say(words.hoursOffered)}>
          <ul className="plain">
            {shown.map((one) => (
              <li key={one.offerId} className={one.state === "yes" ? "offer offer--asks" : "offer"}>
                <span className="offer-what">
                  <strong>{moment(one.startsAt)}</strong> <span>{words.offered[language](one.personName, shortChild(one.childName))}</span>
                </span>
                <span className="offer-state">
                  <Icon glyph={glyphs[one.state]} size={14} />
                  <span>
                    {say(stateWords[one.state])}
                    {one.state === "stands" ? `, ${words.untilSaid[language](moment(one.standsUntil))}` : ""}
                  </span>
                </span>
                <span className="offer-verbs">
                  {one.state === "yes" || one.state === "late_yes" ? (
                    <Button look={one.state === "yes" ? "asks_today" : "second"} onClick={() => onBook(one)}>
                      {say(words.book)}
                    </Button>
                  ) : null}
                  {answersTo(one.state).map((verb) => (
                    <Button key={verb} look="quiet" aria-label={words.ofWhom[language](say(words.said[verb]), one.personName)} onClick={() => void answer(one, verb)}>
                      {say(words.said[verb])}
                    </Button>
                  ))}
                </span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </>
  );
}
