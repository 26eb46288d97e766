import { IconPencil, IconPrinter, IconUserMinus, IconUserPlus } from "@tabler/icons-react";
import { useState } from "react";
import { FileLink } from "#ui/Button.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { showNumber } from "../number.rules.ts";
import type { OwnCertificate } from "../roster.contract.ts";
import { completedWords } from "../rules.ts";
import { lackNames, rosterWords as words, stateNames, words as common } from "../screens.words.ts";
import { type Mine, RosterForm } from "./RosterForm.tsx";

/** One's own certificates and one's place on the public roster, which nobody else sets. */
export default function RosterScreen() {
  const { say, language, day } = useLanguage();
  const [done, setDone] = useState("");
  usePageTitle(words.title);
  const found = useAnswer(["roster.mine"], (api) => api.roster.mine());
  if (found.isPending) return <Loading rows={5} />;
  if (found.isError) return <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />;
  const mine = found.data;
  const mayJoin = mine.certificates.some((one) => one.state === "valid");
  return (
    <div className="page">
      <PageHeader title={say(words.title)} />
      <p role="status" className={done === "" ? "hidden-words" : "soft"}>
        {done}
      </p>
      <section className="part" aria-labelledby="my-certificates">
        <h2 id="my-certificates">{say(words.certificates)}</h2>
        {mine.certificates.length === 0 ? <EmptyState sentence={say(words.noCertificate)}>{say(words.noCertificateNext)}</EmptyState> : null}
        {mine.certificates.map((one) => (
          <Certificate key={one.graduationId} one={one} />
        ))}
      </section>
      {mayJoin || mine.listing !== null ? (
        <section className="part" aria-labelledby="my-roster">
          <h2 id="my-roster">{say(words.listing)}</h2>
          <p>{mine.listing === null ? say(words.isNot) : mine.listing.lacks !== null ? say(lackNames[mine.listing.lacks]) : words.is[language](day(mine.listing.confirmBy, "full"))}</p>
          <p>
            <a href={language === "es" ? "/es/registro" : "/roster"}>{say(words.see)}</a>
          </p>
          <div className="buttons">
            <FormPanel key={mine.listing?.confirmedOn ?? "none"} verb={say(mine.listing === null ? words.join : words.change)} glyph={mine.listing === null ? IconUserPlus : IconPencil}>
              {(close) => <RosterForm mine={mine} onDone={setDone} close={close} />}
            </FormPanel>
            {mine.listing === null ? null : <Leave onDone={setDone} />}
          </div>
        </section>
      ) : null}
      <Renewal mine={mine} />
      {mine.history.length === 0 ? null : (
        <section className="part" aria-labelledby="roster-history">
          <h2 id="roster-history">{say(words.history)}</h2>
          <ul>
            {mine.history.map((one) => (
              <li key={one.madeAt}>{[words.confirmed[language](day(one.confirmedOn, "full")), ...(one.endedAs !== null && one.endedAs in words.ended ? [say(words.ended[one.endedAs as keyof typeof words.ended])] : [])].join(" · ")}</li>
            ))}
          </ul>
        </section>
      )}
    </div>
  );
}

function Certificate({ one }: { one: OwnCertificate }) {
  const { say, language, day } = useLanguage();
  const check = language === "es" ? "/es/certificados" : "/certificates";
  return (
    <div className="card">
      <h3>{words.number[language](showNumber(one.number))}</h3>
      <p>{[completedWords(one)[language], one.cohort, one.issuer].join(" · ")}</p>
      <p>
        {say(stateNames[one.state])}
        {one.validTo === null ? "" : ` · ${say(common.ends)}: ${day(one.validTo, "full")}`}
      </p>
      <p className="soft">
        {say(words.anybody)} <a href={check}>{check}</a>
      </p>
      <FileLink glyph={IconPrinter} href={`/api/roster/mine/certificates/${one.graduationId}/paper`}>
        {say(common.paper)}
      </FileLink>
    </div>
  );
}

function Renewal({ mine }: { mine: Mine }) {
  const { say } = useLanguage();
  if (mine.renewal === null) return null;
  return (
    <section className="part" aria-labelledby="renewal">
      <h2 id="renewal">{say(words.renewal)}</h2>
      <p className="soft">{say(words.renewalWhat)}</p>
      <ul>
        {mine.renewal.requirements.map((one) => (
          <li key={one.id}>
            <strong>{one.words}</strong> <span className="soft">{one.message}</span>
          </li>
        ))}
      </ul>
    </section>
  );
}

function Leave({ onDone }: { onDone: (sentence: string) => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("roster-leave");
  async function leave() {
    const isDone = await sending.send(async () => {
      await api.roster.withdraw({});
      await refresh(["roster.mine"]);
    });
    if (isDone) onDone(say(words.left));
  }
  return (
    <FormPanel verb={say(words.leave)} glyph={IconUserMinus}>
      {(close) => (
        <SendForm name="roster-leave" label={say(words.leave)} sending={sending} submit={say(words.leave)} onCancel={close} onSubmit={() => void leave()}>
          {null}
        </SendForm>
      )}
    </FormPanel>
  );
}
