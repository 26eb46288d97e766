import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { dateInZone } from "#kernel/dates.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { dayLabels, dayPartLabels } from "#features/intake/words.ts";
import { dayParts, safeDays, type SafeContact } from "#features/intake/contract.ts";
import { PromiseMark, useMoment } from "#features/intake/screens/PromiseMark.tsx";
import type { QuestionView } from "../contract.ts";
import { words } from "../screens.words.ts";
import { closingNames, statusNames, wayNames } from "../words.ts";
import { Actions } from "./Actions.tsx";
import "#features/intake/screens/intake.css";
import "./questions.css";

/** One question: what was asked, how it may be answered, what was answered, and what happens now. */
export default function QuestionScreen({ questionId }: { questionId: string }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const moment = useMoment();
  usePageTitle(words.one);
  const found = useAnswer(["questions.get", questionId], (api) => api.questions.get({ questionId }));
  const back = { href: "/app/questions", label: say(words.title) };
  if (found.isPending || found.isError)
    return (
      <div className="page">
        <PageHeader title={say(words.one)} back={back} />
        {found.isPending ? <Loading rows={4} /> : <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />}
      </div>
    );
  const question = found.data;
  const ended = question.closedHow === null ? say(statusNames[question.status]) : `${say(statusNames.closed)}: ${say(closingNames[question.closedHow])}`;
  return (
    <div className="page">
      <PageHeader title={words.from[language](question.code)} detail={ended} back={back} />
      <DefinitionStrip
        definitions={[
          { label: say(words.late), value: <PromiseMark referral={question} /> },
          { label: say(words.received), value: moment(question.receivedAt) },
          { label: say(words.holder), value: question.holderName ?? say(words.nobody) },
          { label: say(words.language), value: question.language === "en" ? "English" : "Español" },
          { label: say(words.kept), value: day(dateInZone(question.keptUntil, me.agency.timeZone), "full") },
        ]}
      />
      <div className="referral-columns">
        <div>
          <section className="part" aria-labelledby="asked">
            <h2 id="asked">{say(words.asked)}</h2>
            <blockquote className="story referral-words" lang={question.language}>{question.words}</blockquote>
          </section>
          <Way question={question} />
          <Answers question={question} />
        </div>
        <aside aria-label={say(words.next)}>
          <Actions question={question} mayRefer={hasRole(me, "front_desk", "administrator") ? "yes" : "no"} />
        </aside>
      </div>
    </div>
  );
}

function Way({ question }: { question: QuestionView }) {
  const { say } = useLanguage();
  const { contact } = question;
  return (
    <section className="part" aria-labelledby="way">
      <h2 id="way">{say(words.way)}</h2>
      <DefinitionStrip
        look="list"
        definitions={[
          { label: say(words.picked), value: say(wayNames[question.way]) },
          ...(contact.way === "email" ? [{ label: say(words.email), value: contact.email }] : []),
          ...(contact.way === "call" ? [{ label: say(words.phone), value: contact.phone }, { label: say(words.voicemail), value: say(words.voicemails[contact.voicemail]) }, { label: say(words.hours), value: <Hours contact={contact} /> }] : []),
        ]}
      />
    </section>
  );
}

/** The hours that were picked, day by day. */
function Hours({ contact }: { contact: Extract<SafeContact, { way: "call" }> }) {
  const { say } = useLanguage();
  const parts = Object.keys(dayParts) as (keyof typeof dayParts)[];
  const days = safeDays.flatMap((one) => {
    const picked = parts.filter((part) => contact.safeHours.includes(`${one}_${part}`));
    return picked.length === 0 ? [] : [{ day: one, hours: picked.map((part) => say(dayPartLabels[part].hours)).join(", ") }];
  });
  return (
    <ul className="hour-list">
      {days.map((one) => (
        <li key={one.day}>
          <strong>{say(dayLabels[one.day].long)}</strong> {one.hours}
        </li>
      ))}
    </ul>
  );
}

function Answers({ question }: { question: QuestionView }) {
  const { say, language } = useLanguage();
  const moment = useMoment();
  return (
    <section className="part" aria-labelledby="answers">
      <h2 id="answers">{say(words.answers)}</h2>
      {question.answers.length === 0 ? <p className="soft">{say(words.noAnswer)}</p> : null}
      {question.answers.map((one) => (
        <div className="question-answer" key={one.answerId} lang={question.language}>
          <p className="soft">{words.by[language](one.writtenBy ?? say(words.formerly), moment(one.writtenAt))}</p>
          {one.words}
        </div>
      ))}
    </section>
  );
}
