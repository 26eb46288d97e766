import { IconEyeOff, IconUserX, IconWorldCheck } from "@tabler/icons-react";
import { Button } from "#ui/Button.tsx";
import { type Api, useApi, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useSending } from "#ui/useSending.ts";
import type { Testimonial } from "../contract.ts";
import { words } from "../screens.words.ts";

/** What can be done with words as they stand: shown by a second person, taken off the page, taken back by the adult. */
export function Verbs({ caseId, one }: { caseId: string; one: Testimonial }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`testimonial-${one.testimonialId}`);
  const { testimonialId, newest } = one;
  const does = (work: (api: Api) => Promise<unknown>) => void sending.send(async () => {
    await work(api);
    await refresh(["testimonials.list", caseId]);
  });
  const waits = newest !== null && newest.releasedAt === null;
  const isSettled = newest?.traces.every((trace) => trace.why !== null) === true;
  return (
    <div id={`testimonial-${testimonialId}`} tabIndex={-1}>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {waits && newest.isMine ? <p className="soft">{say(words.notMine)}</p> : null}
      {waits && !isSettled ? <p className="soft">{say(words.tracesWhy)}</p> : null}
      <p className="buttons">
        {waits && !newest.isMine && isSettled ? (
          <Button look="main" glyph={IconWorldCheck} state={sending.state} onClick={() => does((each) => each.testimonials.release({ caseId, testimonialId, number: newest.number }))}>
            {say(words.release)}
          </Button>
        ) : null}
        {one.isShown ? (
          <Button glyph={IconEyeOff} state={sending.state} onClick={() => does((each) => each.testimonials.takeBack({ caseId, testimonialId }))}>
            {say(words.takeBack)}
          </Button>
        ) : null}
        <Button glyph={IconUserX} state={sending.state} onClick={() => does((each) => each.testimonials.withdraw({ caseId, testimonialId }))}>
          {say(words.withdraw)}
        </Button>
      </p>
    </div>
  );
}
