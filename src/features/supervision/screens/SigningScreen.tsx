import { IconSignature } from "@tabler/icons-react";
import { dateInZone, daysBetween } from "#kernel/dates.ts";
import { useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { MorePages } from "#ui/MorePages.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { RowList, RowWithVerb } from "#ui/RowWithVerb.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { lineNames } from "../words.ts";
import { Places } from "./Places.tsx";

/** Days after which a note that waits asks today: as on the first screen. */
const ASKS_AFTER = 3;

/** Notes of those whom one supervises today that wait for the second signature, the oldest first. */
export default function SigningScreen() {
  const { say, language, day } = useLanguage();
  const { agency } = useMe();
  usePageTitle(words.tabs.signing);
  const found = usePages(["supervision.signing"], (api, after) => api.supervision.signing.list({ after }));
  const today = dateInZone(new Date().toISOString(), agency.timeZone);
  const notes = found.pages.flatMap((page) => page.notes);
  return (
    <div className="page">
      <PageHeader title={say(words.tabs.signing)} />
      <Places current="/app/supervision/signing" />
      {found.state === "loading" ? <Loading rows={5} /> : null}
      {found.state === "failed" && found.fault !== null ? <ErrorState sentence={sentenceFor(found.fault, language)} verb={{ run: found.again }} /> : null}
      {found.state === "there" && notes.length === 0 ? <EmptyState sentence={say(words.signingNone)}>{say(words.signingNext)}</EmptyState> : null}
      {notes.length === 0 ? null : (
        <RowList label={say(words.tabs.signing)}>
          {notes.map((one) => {
            const days = daysBetween(dateInZone(one.signedAt, agency.timeZone), today);
            return (
              <RowWithVerb
                key={one.sessionId}
                state={days >= ASKS_AFTER ? "today" : "later"}
                kind={say(lineNames.signing)}
                glyph={IconSignature}
                who={`${one.authorName} · ${one.childName}`}
                why={[words.sessionOf[language](day(one.on, "full")), ...(one.returned === 0 ? [] : [words.returnedBefore[language](one.returned)])].join(", ")}
                aside={words.waits[language](days)}
                verb={{ label: say(words.readAndSign), href: `/app/sessions/${one.sessionId}/note` }}
              />
            );
          })}
        </RowList>
      )}
      <MorePages label={say(words.moreNotes)} more={found.more} />
    </div>
  );
}
