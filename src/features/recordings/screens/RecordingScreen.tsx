import { useRef } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { purposeNames } from "#features/consent/words.ts";
import { useAnswer, useMe } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { sayings, words } from "../screens.words.ts";
import { Comments } from "./Comments.tsx";
import { Destroy } from "./Destroy.tsx";
import { Player, type PlayerHandle } from "./Player.tsx";
import { useWho } from "./useWho.ts";
import { Reviewers } from "./Reviewers.tsx";
import "./recordings.css";

/** One recording: the film, what was said about its moments, and for who leads it who may watch. */
export default function RecordingScreen({ recordingId = "" }: { recordingId?: string }) {
  const { say, language, day } = useLanguage();
  usePageTitle(words.title);
  const { agency } = useMe();
  const player = useRef<PlayerHandle>(null);
  const whoOf = useWho();
  const found = useAnswer(["recordings.get", recordingId], (api) => api.recordings.get({ recordingId }));
  const back = { href: "/app/recordings", label: say(words.back) };
  if (found.isPending || found.isError)
    return (
      <div className="page recordings">
        <PageHeader title={say(words.title)} back={back} />
        {found.isPending ? <Loading rows={4} /> : <ErrorState sentence={sentenceFor(found.error, language)} />}
      </div>
    );
  const { recording, comments, reviewers, mayWatchFor, sha256 } = found.data;
  const leads = recording.as !== "reviewer";
  return (
    <div className="page recordings">
      <PageHeader title={whoOf(recording)} detail={sayings.until[language](day(recording.until, "full"))} back={back} />
      <p className="soft recordings-what">{say(words.honest)}</p>
      <div className="recordings-film">
        <Player ref={player} recordingId={recordingId} comments={comments} onFailed={() => void found.refetch()} />
        <Comments recordingId={recordingId} comments={comments} mayWatchFor={mayWatchFor} as={recording.as} player={player} />
      </div>
      {leads ? <Reviewers recordingId={recordingId} reviewers={reviewers} mayWatchFor={mayWatchFor} until={recording.until} as={recording.as} today={dateInZone(new Date().toISOString(), agency.timeZone)} /> : null}
      <DefinitionStrip look="list" definitions={[{ label: say(words.purposes), value: mayWatchFor.map((one) => say(purposeNames[one])).join(", ") }, ...(leads ? [{ label: say(words.proof), value: <span className="recordings-proof">{sha256}</span> }] : [])]} />
      {leads ? <Destroy recordingId={recordingId} /> : null}
    </div>
  );
}
