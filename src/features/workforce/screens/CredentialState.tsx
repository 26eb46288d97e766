import { IconCalendarPlus, IconCircleCheck, IconCircleX, IconClock, IconHelpCircle } from "@tabler/icons-react";
import type { CivilDate } from "#kernel/dates.ts";
import type { Credential } from "#features/workforce/contract.ts";
import { inForce } from "#features/workforce/standing.rules.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { degreeNames, words } from "../screens.words.ts";
import { soonDay, type Stand, standOf } from "./spans.ts";

const marks = {
  open: ["met", IconCircleCheck, words.inForce],
  ends_soon: ["draft", IconClock, words.endsSoon],
  ended: ["not_met", IconCircleX, words.hasEnded],
  ahead: ["not_applicable", IconCalendarPlus, words.ahead],
} as const satisfies Record<Stand, unknown>;

/** Whether something holds today, as glyph and word, with its last day. */
export function SpanState({ span, today }: { span: { validFrom: string; validTo: string | null }; today: CivilDate }) {
  const { say, day, language } = useLanguage();
  const stand = standOf(span, today, soonDay(today));
  const [look, glyph, word] = marks[stand];
  return (
    <span className={`mark mark--${look}`}>
      <Icon glyph={glyph} size={14} />
      <span>
        {say(word)}
        {span.validTo === null ? null : <span className="soft">{`, ${stand === "ended" ? day(span.validTo, "full") : words.endsOn[language](day(span.validTo, "full"))}`}</span>}
      </span>
    </span>
  );
}

/** What a credential is called: its letters or degree, its field, and whether it is practised independently. */
export function useCredentialName() {
  const { say } = useLanguage();
  return (one: Pick<Credential, "kind" | "name" | "field" | "isIndependent">): string => {
    const name = one.kind === "degree" && one.name in degreeNames ? say(degreeNames[one.name as keyof typeof degreeNames]) : one.name;
    return [name, one.field, one.isIndependent === null ? "" : say(one.isIndependent ? words.independent : words.supervised)].filter((part) => part !== "").join(", ");
  };
}

/** The credential of a kind that speaks for today: what it is, and whether it holds. */
export function KindCell({ credentials, kind, today }: { credentials: readonly Credential[]; kind: Credential["kind"]; today: CivilDate }) {
  const { say, day, language } = useLanguage();
  const nameOf = useCredentialName();
  const found = inForce(credentials, kind, today) ?? credentials.find((one) => one.kind === kind) ?? null;
  if (found === null)
    return (
      <span className="mark mark--unknown">
        <Icon glyph={IconHelpCircle} size={14} />
        <span>{say(words.notRecorded)}</span>
      </span>
    );
  const name = nameOf(found);
  const isSpan = kind === "licence" || found.validTo !== null || found.validFrom > today;
  return (
    <span className="credential-cell">
      {name === "" ? null : <span>{name}</span>}
      {isSpan ? <SpanState span={found} today={today} /> : <span className="mark mark--met"><Icon glyph={IconCircleCheck} size={14} /><span>{kind === "practice" ? words.since[language](day(found.validFrom, "full")) : <>{say(words.recorded)}<span className="soft">{`, ${day(found.validFrom, "full")}`}</span></>}</span></span>}
    </span>
  );
}
