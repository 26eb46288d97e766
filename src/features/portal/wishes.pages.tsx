import type { ReactNode } from "react";
import { dateInZone } from "#kernel/dates.ts";
import type { Language, Words } from "#kernel/language.ts";
import { dayPartNames, safeDays } from "#features/intake/contract.ts";
import { dayLabels } from "#features/intake/words.ts";
import { type OwnWish, type VisitWish, wishes } from "#features/calendar/wishes.contract.ts";
import { Choice, ChoiceField, type FormState, TextField } from "#features/site/fields.pages.tsx";
import { sayDay, sayMoment, sayPhone } from "#features/site/moments.rules.ts";
import { NotTaken } from "#features/questions/parts.pages.tsx";
import { portalAddresses } from "./addresses.rules.ts";
import type { Visit } from "./family.rules.ts";
import { renderPortalPage, type PortalProps } from "./shell.pages.tsx";
import { wishWords as words } from "./wishes.words.ts";

export const visitAddress = (sessionId: string) => `${portalAddresses.visits}/${sessionId}`;

/** What stands of a wish at its visit; null where nothing has to be said. */
export function sayWish(wish: Pick<OwnWish, "wish" | "became" | "madeAt" | "answerWords"> | null, language: Language, timeZone: string): { text: string; answer: string | null } | null {
  if (wish === null) return null;
  if (wish.became === "open") return { text: words.said[wish.wish](sayDay(dateInZone(wish.madeAt, timeZone), language))[language], answer: null };
  if (wish.became === "left") return { text: words.left[language], answer: wish.answerWords };
  return wish.became === "moved" && wish.wish !== "coming" ? { text: words.moved[language], answer: null } : null;
}

/** The same as a line of the page. */
export function WishLine({ visit, language }: { visit: Visit; language: Language }) {
  const said = sayWish(visit.wish, language, visit.timeZone);
  return said === null ? null : <p className="small wish">{said.text}{said.answer !== null && <> “{said.answer}”</>}</p>;
}

/** What one may do about a visit on which one is expected: say so with a press, or ask. */
export function WishVerbs({ visit, language, look }: { visit: Visit; language: Language; look: "card" | "row" }) {
  if (visit.came !== "expected" || visit.status !== "booked") return null;
  const mayCome = visit.wish?.became !== "open";
  const change: ReactNode = <a className={look === "card" ? "button second-choice" : "link"} href={visitAddress(visit.sessionId)} data-replace="">{words.change[language]}</a>;
  if (look === "row") return <p>{change}</p>;
  return (
    <div className="buttons">
      {mayCome && <form method="post" action={visitAddress(visit.sessionId)}><input type="hidden" name="wish" value="coming" /><button className="button main" type="submit">{words.willCome[language]}</button></form>}
      {change}
    </div>
  );
}

export type WishProps = PortalProps & FormState & { visit: Visit | null };

/** `/portal/visits/<id>`: what one wishes of a visit, in a few taps. */
export function wishPage(props: WishProps): string {
  const { language, visit, faults, practice } = props;
  const back = <p><a className="link" href={portalAddresses.visits} data-replace="">{words.back[language]}</a></p>;
  return renderPortalPage({
    ...props,
    children: (
      <div className="wrap narrow top portal">
        <h1>{words.title[language]}</h1>
        {visit === null ? <p>{words.gone[language]}</p> : (
          <>
            <p className="third">{sayMoment(visit.startsAt, visit.timeZone, language)}</p>
            <WishLine visit={visit} language={language} />
            {visit.wish?.became === "open" && <form method="post" action={`${visitAddress(visit.sessionId)}/back`}><input type="hidden" name="wish" value={visit.wish.wishId} /><button className="button quiet" type="submit">{words.takeBack[language]}</button></form>}
            {faults.length > 0 && <NotTaken language={language} title={words.faultsTitle} text={words.kept} faults={faults.map((one) => ({ id: one.path === "wish" ? "wish-another_time" : one.path, message: one.message }))} />}
            <form className="ask" method="post" action={visitAddress(visit.sessionId)} noValidate autoComplete="off">
              <p>{words.lead[language]}{practice.phone !== "" && <> <strong>{sayPhone(practice.phone)}</strong></>}</p>
              <ChoiceField state={props} field="wish" label={words.what}>
                {(["another_time", "cannot", "coming"] as const).map((one) => <Choice key={one} state={props} field="wish" kind="radio" value={one} label={words.choices[one]} look="choice" />)}
              </ChoiceField>
              <ChoiceField state={props} field="day" label={words.days} className="for-time">
                {safeDays.map((one) => <Choice key={one} state={props} field="day" kind="checkbox" value={one} label={dayLabels[one].long} look="choice" />)}
              </ChoiceField>
              <ChoiceField state={props} field="part" label={words.parts} className="for-time">
                {dayPartNames.map((one) => <Choice key={one} state={props} field="part" kind="checkbox" value={one} label={words.partNames[one]} look="choice" />)}
              </ChoiceField>
              <TextField state={props} field="words" label={words.words} hint={words.wordsHint} kind="text" className="for-words" />
              <p><button className="button main" type="submit" data-sending={words.sending[language]}>{words.send[language]}</button></p>
            </form>
          </>
        )}
        {back}
      </div>
    ),
  });
}

/** What was picked, where it is one of the three. */
export const readWish = (typed: string): VisitWish | null => wishes.find((one) => one === typed) ?? null;
export type WishFault = { path: string; message: Words };
