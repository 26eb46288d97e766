import { IconMessageCheck } from "@tabler/icons-react";
import { dateInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { useApi, useMe, useRefresh } from "#ui/client.ts";
import { ClassMark } from "#ui/ClassEdge.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useSending } from "#ui/useSending.ts";
import type { StoryVersion } from "../contract.ts";
import { words } from "../screens.words.ts";
import { useStoryChanged } from "./useStoryChanged.ts";

type WishesProps = { caseId: string; storyId: string; version: StoryVersion; writes: "yes" | "no"; nameOf(personId: string): string };

/** What adults said in the portal that they would change, each with its own words, until it was talked about. */
export function Wishes({ caseId, storyId, version, writes, nameOf }: WishesProps) {
  const { say, language, day } = useLanguage();
  const { agency } = useMe();
  const on = (at: string) => day(dateInZone(at, agency.timeZone), "full");
  return (
    <>
      <h3>{say(words.wishes)}</h3>
      <ul className="story-asked">
        {version.wishes.map((one) => (
          <li key={one.wishId}>
            <p className="small soft">{words.wishBy[language](nameOf(one.personId), on(one.wishedAt))}</p>
            <ClassMark kind="caregiver" owner={nameOf(one.personId)} />
            <p className="story-wish">{one.words}</p>
            {one.settledAt !== null ? <p className="small soft">{words.wishSettled[language](on(one.settledAt))}</p> : writes === "yes" ? <Settle caseId={caseId} storyId={storyId} wishId={one.wishId} /> : null}
          </li>
        ))}
      </ul>
    </>
  );
}

function Settle({ caseId, storyId, wishId }: { caseId: string; storyId: string; wishId: string }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = useStoryChanged({ caseId, storyId });
  const refresh = useRefresh();
  const sending = useSending(`wish-${wishId}`);
  const settle = () =>
    sending.send(async () => {
      await api.stories.settleWish({ caseId, wishId });
      await changed();
      await refresh(["day.today"]);
    });
  return (
    <div id={`wish-${wishId}`} tabIndex={-1}>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <Button glyph={IconMessageCheck} state={sending.state} onClick={() => void settle()}>
        {say(words.settleWish)}
      </Button>
    </div>
  );
}
