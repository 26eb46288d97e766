import { IconAlertTriangle, IconCircleCheck, IconClock, IconClockExclamation } from "@tabler/icons-react";
import { dateInZone, timeInZone } from "#kernel/dates.ts";
import type { ReferralView } from "#features/intake/referrals.contract.ts";
import { useMe } from "#ui/client.ts";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { promiseWords, words } from "../screens.words.ts";

const glyphs: Record<NonNullable<ReferralView["promise"]>, Glyph> = { late: IconAlertTriangle, due_today: IconClockExclamation, waiting: IconClock, kept: IconCircleCheck, broken: IconAlertTriangle };

/** Says a moment as a day and a time on the agency's clocks. */
export function useMoment(): (at: string) => string {
  const me = useMe();
  const { day, language } = useLanguage();
  return (at) => words.at[language](day(dateInZone(at, me.agency.timeZone), "weekday"), timeInZone(at, me.agency.timeZone));
}

/** How a referral stands against its promise, in glyph and words. */
export function PromiseMark({ referral }: { referral: Pick<ReferralView, "promise" | "promisedBy" | "answeredAt"> }) {
  const { language, say } = useLanguage();
  const moment = useMoment();
  if (referral.promise === null) return <span className="soft">{say(words.noPromise)}</span>;
  const at = referral.promise === "kept" || referral.promise === "broken" ? referral.answeredAt : referral.promisedBy;
  return (
    <span className={`promise promise--${referral.promise}`}>
      <Icon glyph={glyphs[referral.promise]} size={14} />
      <span>{promiseWords[referral.promise][language](at === null ? "" : moment(at))}</span>
    </span>
  );
}
