import { IconStar } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { CheckField, SelectField } from "#ui/ChoiceField.tsx";
import { ClassEdge } from "#ui/ClassEdge.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { type GivenRating, type RatingAnswers, ratingLevels, ratingQuestions, type RatingSlot } from "../ratings.contract.ts";
import { words } from "../screens.words.ts";
import { levelNames, questionWords, ratingKindNames } from "../words.ts";
import { Places } from "./Places.tsx";

/** What a supervisee says of who supervises her: hers until she shows it. For who runs the programme: done, or not. */
export default function RatingsScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.tabs.ratings);
  const found = useAnswer(["supervision.ratings"], (api) => api.supervision.ratings.list());
  const own = (found.data?.slots ?? []).filter((one) => one.superviseeId === me.staffId);
  return (
    <div className="page">
      <PageHeader title={say(words.tabs.ratings)} />
      <Places current="/app/supervision/ratings" />
      {found.isPending ? <Loading rows={5} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          {hasRole(me, "clinician", "trainee") ? (
            <section className="part" aria-label={say(words.tabs.ratings)}>
              <p className="soft">
                {say(words.ratingWhat)} {say(words.ratingDraft)}
              </p>
              {own.length === 0 ? <EmptyState sentence={say(words.ratingsNone)} /> : <ul className="rating-slots">{own.map((one) => <Slot key={`${one.supervisorId} ${one.kind}`} slot={one} />)}</ul>}
            </section>
          ) : null}
          {hasRole(me, "administrator") ? <All slots={found.data.slots} /> : null}
          <Ratings title={say(words.given2)} ratings={found.data.given} />
          {hasRole(me, "supervisor") || found.data.shown.length > 0 ? <Ratings title={say(words.shownToYou)} ratings={found.data.shown} /> : null}
        </>
      )}
    </div>
  );
}

function useSlotState(): (slot: RatingSlot) => string {
  const { language, day } = useLanguage();
  return (slot) => (slot.state === "coming" ? words.ratingComing[language](day(slot.dueOn, "full")) : slot.state === "due" ? words.ratingDue[language](day(slot.dueOn, "full")) : words.ratingDone[language](day(slot.doneOn ?? slot.dueOn, "full")));
}

function Slot({ slot }: { slot: RatingSlot }) {
  const { say, language } = useLanguage();
  const stateOf = useSlotState();
  return (
    <li id={slot.kind === "packet" ? `rate-${slot.supervisorId}` : undefined}>
      <p>
        <strong>{slot.supervisorName}</strong> {say(ratingKindNames[slot.kind])} <span className="soft">{stateOf(slot)}</span>
      </p>
      {slot.state === "due" ? (
        <FormPanel verb={words.rateOf[language](slot.supervisorName)} about={say(ratingKindNames[slot.kind])} glyph={IconStar}>
          {(close) => <RateFields slot={slot} close={close} />}
        </FormPanel>
      ) : null}
    </li>
  );
}

function RateFields({ slot, close }: { slot: RatingSlot; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const form = `rate-${slot.kind}-${slot.supervisorId}`;
  const sending = useSending(form);
  const [answers, setAnswers] = useState<RatingAnswers>({});
  const [text, setText] = useState("");
  const [shows, setShows] = useState<"yes" | "no">("no");
  async function keep() {
    const sent = await sending.send(async () => {
      await api.supervision.ratings.give({ supervisorId: slot.supervisorId, kind: slot.kind, dueOn: slot.dueOn, answers, words: text, shows: shows === "yes" });
      await refresh(["supervision.ratings"], ["day.today"]);
    }, Object.keys(answers).length === 0 ? [{ path: "answers", message: say(words.needOne) }] : []);
    if (sent) close();
  }
  return (
    <SendForm name={form} sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      {ratingQuestions[slot.kind].map((question, place) => (
        <SelectField
          key={question}
          id={place === 0 ? sending.id("answers") : sending.id(`answers.${question}`)}
          label={say(questionWords[question])}
          error={place === 0 ? sending.errorOf("answers") : null}
          empty={say(words.unanswered)}
          value={answers[question] ?? ""}
          onChange={(value) => {
            const { [question]: _before, ...rest } = answers;
            const level = ratingLevels.find((one) => one === value);
            setAnswers(level === undefined ? rest : { ...rest, [question]: level });
          }}
          options={ratingLevels.map((level) => ({ value: level, label: say(levelNames[level]) }))}
        />
      ))}
      <TextArea id={sending.id("words")} label={say(words.ratingWords)} error={sending.errorOf("words")} value={text} maxLength={4000} onChange={setText} />
      <CheckField id={sending.id("shows")} label={say(words.showIt)} hint={say(words.showHint)} value={shows} onChange={setShows} />
    </SendForm>
  );
}

function All({ slots }: { slots: readonly RatingSlot[] }) {
  const { say } = useLanguage();
  const stateOf = useSlotState();
  return (
    <DataTable
      caption={say(words.ratingsOfAll)}
      captionShown="shown"
      columns={[
        { key: "by", label: say(words.by), cell: (one) => one.superviseeName },
        { key: "about", label: say(words.about), cell: (one) => one.supervisorName },
        { key: "kind", label: say(words.kind), cell: (one) => say(ratingKindNames[one.kind]) },
        { key: "state", label: say(words.meetingColumns.state), cell: stateOf },
      ]}
      rows={slots}
      rowKey={(one) => `${one.superviseeId} ${one.supervisorId} ${one.kind}`}
      phone="cards"
    />
  );
}

function Ratings({ title, ratings }: { title: string; ratings: readonly GivenRating[] }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("show-rating");
  if (ratings.length === 0) return null;
  const show = (ratingId: string) =>
    sending.send(async () => {
      await api.supervision.ratings.show({ ratingId });
      await refresh(["supervision.ratings"]);
    });
  return (
    <section className="part" aria-label={title}>
      <h2>{title}</h2>
      <ul className="rating-given">
        {ratings.map((one) => (
          <li key={one.ratingId}>
            <ClassEdge kind="supervision" level={3} title={`${one.superviseeId === me.staffId ? one.supervisorName : one.superviseeName}, ${say(ratingKindNames[one.kind])}, ${day(dateInZone(one.doneAt, me.agency.timeZone), "full")}`}>
              <dl className="rating-answers">
                {ratingQuestions[one.kind].map((question) => (
                  <div key={question}>
                    <dt>{say(questionWords[question])}</dt>
                    <dd>{one.answers[question] === undefined ? say(words.unanswered) : say(levelNames[one.answers[question]])}</dd>
                  </div>
                ))}
              </dl>
              {one.words === "" ? null : <p className="version-text">{one.words}</p>}
              <p className="soft small">{one.shownAt === null ? say(words.yoursAlone) : words.shownOn[language](day(dateInZone(one.shownAt, me.agency.timeZone), "full"))}</p>
              {one.shownAt === null && one.superviseeId === me.staffId ? (
                <Button look="quiet" state={sending.state} onClick={() => void show(one.ratingId)}>
                  {say(words.showIt)}
                </Button>
              ) : null}
            </ClassEdge>
          </li>
        ))}
      </ul>
    </section>
  );
}
