import { IconCircleCheck, IconCircleX } from "@tabler/icons-react";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import type { Conclusion } from "../contract.ts";
import { words } from "../screens.words.ts";

/** An audit's rating as glyph and word; a dash where there is none. */
export function RatingMark({ conclusion }: { conclusion: Pick<Conclusion, "acceptable"> | null }) {
  const { say } = useLanguage();
  if (conclusion === null) return <>–</>;
  return (
    <span className={conclusion.acceptable ? "mark mark--met" : "mark mark--not_met"}>
      <Icon glyph={conclusion.acceptable ? IconCircleCheck : IconCircleX} />
      {say(conclusion.acceptable ? words.acceptable : words.notAcceptable)}
    </span>
  );
}
