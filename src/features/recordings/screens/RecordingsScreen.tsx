import { IconVideo, IconVideoOff } from "@tabler/icons-react";
import { dateInZone, daysBetween } from "#kernel/dates.ts";
import { purposeNames } from "#features/consent/words.ts";
import { useAnswer, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { RowList, RowWithVerb } from "#ui/RowWithVerb.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { RecordingRow } from "../contract.ts";
import { endedWords } from "../faults.words.ts";
import { sayings, stateNames, words } from "../screens.words.ts";
import { OwnCode } from "./OwnCode.tsx";
import { SendRecording } from "./SendRecording.tsx";
import { Uploading } from "./Uploading.tsx";
import { useWho } from "./useWho.ts";
import "./recordings.css";

/** Recordings of sessions: what one is asked to watch, what one sent in, and what is not there any more. */
export default function RecordingsScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const me = useMe();
  const sends = me.roles.some((one) => one === "clinician" || one === "trainee");
  const found = useAnswer(["recordings.list"], (api) => api.recordings.list());
  return (
    <div className="page recordings">
      <PageHeader title={say(words.title)} />
      <p className="soft recordings-what">{say(words.what)}</p>
      {sends ? <SendRecording mostBytes={found.data?.mostBytes ?? null} /> : null}
      {me.roles.includes("faculty") ? <OwnCode /> : null}
      {found.isPending ? (
        <Loading rows={4} />
      ) : found.isError ? (
        <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />
      ) : found.data.recordings.length === 0 ? (
        <EmptyState sentence={say(sends ? words.noneToSend : words.none)} />
      ) : (
        <Lists recordings={found.data.recordings} />
      )}
    </div>
  );
}

function Lists({ recordings }: { recordings: readonly RecordingRow[] }) {
  const here = recordings.filter((one) => one.state !== "ended");
  const groups = [
    { id: "to-watch", title: words.toWatch, rows: here.filter((one) => one.as === "reviewer") },
    { id: "own-recordings", title: words.own, rows: here.filter((one) => one.as === "uploader") },
    { id: "supervised", title: words.supervised, rows: here.filter((one) => one.as === "supervisor") },
    { id: "ended", title: words.ended, rows: recordings.filter((one) => one.state === "ended") },
  ];
  const { say } = useLanguage();
  return groups
    .filter((one) => one.rows.length > 0)
    .map((group) => (
      <section key={group.id} className="part" aria-labelledby={group.id}>
        <h2 id={group.id}>{say(group.title)}</h2>
        <RowList labelledBy={group.id}>
          {group.rows.map((one) => (one.state === "uploading" ? <Uploading key={one.recordingId} one={one} /> : <Row key={one.recordingId} one={one} />))}
        </RowList>
      </section>
    ));
}

function Row({ one }: { one: RecordingRow }) {
  const { say, language, day } = useLanguage();
  const { agency } = useMe();
  const who = useWho()(one);
  const today = dateInZone(new Date().toISOString(), agency.timeZone);
  if (one.state === "ended") return <RowWithVerb state="later" kind={say(stateNames.ended)} glyph={IconVideoOff} who={who} why={one.endedWhy === null ? undefined : say(endedWords[one.endedWhy])} aside={one.endedAt === null ? undefined : day(dateInZone(one.endedAt, agency.timeZone), "full")} />;
  const left = daysBetween(today, one.until);
  return (
    <RowWithVerb
      state={one.as === "reviewer" && !one.watched ? "today" : "later"}
      kind={say(stateNames.ready)}
      glyph={IconVideo}
      who={who}
      href={`/app/recordings/${one.recordingId}`}
      why={one.purposes.map((purpose) => say(purposeNames[purpose])).join(", ")}
      aside={left <= 30 ? sayings.daysLeft[language](Math.max(0, left)) : sayings.until[language](day(one.until, "full"))}
      verb={{ label: say(words.watch), href: `/app/recordings/${one.recordingId}` }}
    />
  );
}
