import { IconSchool, IconUsersPlus } from "@tabler/icons-react";
import { useState } from "react";
import { useNavigate } from "@tanstack/react-router";
import { CheckField, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { RowList, RowWithVerb } from "#ui/RowWithVerb.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { CohortRow, TrackView } from "../cohorts.contract.ts";
import { words } from "../screens.words.ts";
import { wholeOf } from "./typed.ts";

/** Every cohort of the collaborative, the newest first. */
export default function CohortsScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.cohorts);
  const found = useAnswer(["cohorts.list"], (api) => api.cohorts.list());
  const tracks = useAnswer(["cohorts.tracks"], (api) => api.cohorts.tracks());
  return (
    <div className="page">
      <PageHeader title={say(words.cohorts)}>
        <Link href="/app/implementation">{say(words.implementation)}</Link>
        <Link href="/app/graduates">{say(words.graduates)}</Link>
      </PageHeader>
      {tracks.data === undefined ? null : (
        <FormPanel verb={say(words.makeCohort)} glyph={IconUsersPlus}>
          {(close) => <CohortForm tracks={tracks.data.tracks} close={close} />}
        </FormPanel>
      )}
      <div className="part">
        {found.isPending ? <Loading rows={4} /> : null}
        {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
        {found.data?.cohorts.length === 0 ? <EmptyState sentence={say(words.noCohorts)} /> : null}
        {found.data === undefined || found.data.cohorts.length === 0 ? null : (
          <RowList label={say(words.cohorts)}>
            {found.data.cohorts.map((one) => (
              <CohortLine key={one.cohortId} cohort={one} />
            ))}
          </RowList>
        )}
      </div>
    </div>
  );
}

function CohortLine({ cohort }: { cohort: CohortRow }) {
  const { say, day, language } = useLanguage();
  const why = [words.taken[language](cohort.taken, cohort.places), cohort.left === 0 ? null : words.left[language](cohort.left), cohort.atRisk === 0 ? null : words.atRisk[language](cohort.atRisk), cohort.calledOffReason === null ? null : say(words.calledOff)].filter((one) => one !== null);
  return (
    <RowWithVerb
      state={cohort.atRisk > 0 ? "today" : "later"}
      kind={cohort.track}
      glyph={IconSchool}
      who={cohort.name}
      href={`/app/cohorts/${cohort.cohortId}`}
      why={[words.span[language](day(cohort.startsOn, "full"), day(cohort.endsOn, "full")), ...why].join(" · ")}
      aside={cohort.nextMeetingOn === null ? undefined : words.nextOn[language](day(cohort.nextMeetingOn))}
    />
  );
}

function CohortForm({ tracks, close }: { tracks: readonly TrackView[]; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const navigate = useNavigate();
  const sending = useSending("cohort");
  const [name, setName] = useState("");
  const [track, setTrack] = useState("");
  const [startsOn, setStartsOn] = useState("");
  const [months, setMonths] = useState("18");
  const [places, setPlaces] = useState("24");
  const [appliesFrom, setAppliesFrom] = useState("");
  const [appliesTo, setAppliesTo] = useState("");
  const [isBlind, setIsBlind] = useState<"yes" | "no">("no");
  const chosen = tracks.find((one) => `${one.id}/${one.version}` === track);
  async function submit() {
    let made = "";
    const wrong = chosen === undefined ? [{ path: "track", message: say(words.needTrack) }] : [];
    const isMade = await sending.send(async () => {
      if (chosen === undefined) return;
      made = (await api.cohorts.make({ name, track: chosen.id, trackVersion: chosen.version, startsOn, months: wholeOf(months), places: wholeOf(places), appliesFrom: appliesFrom === "" ? null : appliesFrom, appliesTo: appliesTo === "" ? null : appliesTo, isBlind: isBlind === "yes" })).cohortId;
      await refresh(["cohorts.list"]);
    }, wrong);
    if (!isMade) return;
    close();
    await navigate({ to: `/app/cohorts/${made}` });
  }
  return (
    <SendForm name="cohort" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("name")} label={say(words.name)} need="required" value={name} onChange={setName} error={sending.errorOf("name")} maxLength={120} />
      <SelectField id={sending.id("track")} label={say(words.track)} need="required" hint={say(words.trackHint)} value={track} onChange={setTrack} error={sending.errorOf("track") ?? sending.errorOf("trackVersion")} options={tracks.map((one) => ({ value: `${one.id}/${one.version}`, label: `${one.id}, ${one.version}` }))} />
      <DateField id={sending.id("startsOn")} label={say(words.startsOn)} need="required" value={startsOn} onChange={setStartsOn} error={sending.errorOf("startsOn")} />
      <TextField id={sending.id("months")} label={say(words.months)} width="short" inputMode="numeric" value={months} onChange={setMonths} error={sending.errorOf("months")} />
      <TextField id={sending.id("places")} label={say(words.placesField)} width="short" inputMode="numeric" value={places} onChange={setPlaces} error={sending.errorOf("places")} />
      <DateField id={sending.id("appliesFrom")} label={say(words.appliesFrom)} value={appliesFrom} onChange={setAppliesFrom} error={sending.errorOf("appliesFrom")} />
      <DateField id={sending.id("appliesTo")} label={say(words.appliesTo)} value={appliesTo} onChange={setAppliesTo} error={sending.errorOf("appliesTo")} />
      <CheckField label={say(words.blind)} value={isBlind} onChange={setIsBlind} />
    </SendForm>
  );
}
