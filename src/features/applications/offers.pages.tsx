import { addDays, type CivilDate, dateInZone, type Instant } from "#kernel/dates.ts";
import type { Language } from "#kernel/language.ts";
import { writeDay } from "#kernel/saying.ts";
import type { PageProps } from "#features/site/shell.pages.tsx";
import { showCode } from "./codes.rules.ts";
import { offerPageWords as words } from "./offers.words.ts";

/** How it stands with figures of the applying agency's own system: none may be offered, or those that were given, or until when a code opens. */
export type OfferState = { mayOffer: boolean; agreedAt: Instant | null; codeUntil: Instant | null };

type Props = Pick<PageProps, "practice" | "language"> & { action: string; offer: OfferState; /** The code that was made by this very press; null on every other look. */ code: string | null };
const lastDay = (until: Instant, timeZone: string): CivilDate => addDays(dateInZone(until, timeZone), -1);

/** What the agency's own system could show of it, and the code by which somebody there says yes (C1, C2). */
export function OwnFigures({ practice, language, action, offer, code }: Props) {
  if (!offer.mayOffer && offer.agreedAt === null) return null;
  const day = (on: CivilDate) => writeDay(on, language);
  return (
    <section aria-labelledby="own-figures" className="card" id="figures">
      <h2 id="own-figures">{words.title[language]}</h2>
      {offer.agreedAt !== null && <p>{words.given(day(dateInZone(offer.agreedAt, practice.timeZone)))[language]}</p>}
      {offer.agreedAt === null && <Asking language={language} action={action} code={code} until={offer.codeUntil === null ? null : day(lastDay(offer.codeUntil, practice.timeZone))} />}
    </section>
  );
}

function Asking({ language, action, code, until }: { language: Language; action: string; code: string | null; until: string | null }) {
  return (
    <>
      <p>{words.lead[language]}</p>
      <p>{words.what[language]}</p>
      <p>{words.yes[language]}</p>
      {code !== null && until !== null && (
        <div className="box good" role="status">
          <h3>{words.code[language]}</h3>
          <p className="lead"><strong>{showCode(code)}</strong></p>
          <p>{words.codeOnce[language]} {words.until(until)[language]}</p>
        </div>
      )}
      {code === null && until !== null && <p className="small">{words.open(until)[language]}</p>}
      <form method="post" action={action}>
        <p><button className="button second-choice" type="submit">{(until === null ? words.make : words.makeNew)[language]}</button></p>
      </form>
    </>
  );
}
