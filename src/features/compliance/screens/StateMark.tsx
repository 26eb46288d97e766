import { IconAlertTriangle, IconCalendarDue, IconCircleCheck, IconCircleDashed, IconCircleMinus, IconCircleX, IconClockExclamation, IconHelpCircle, IconLock, IconUserCheck } from "@tabler/icons-react";
import { Icon, type Glyph } from "#ui/Icon.tsx";
import type { Result, RowState, TimerStateName } from "../contract.ts";

type State = RowState | Result | TimerStateName;
const glyphs: Record<State, Glyph> = {
  met: IconCircleCheck,
  not_met: IconCircleX,
  broken: IconCircleX,
  late: IconClockExclamation,
  due: IconCalendarDue,
  unknown: IconHelpCircle,
  draft: IconAlertTriangle,
  not_applicable: IconCircleMinus,
  not_started: IconCircleDashed,
  overridden: IconUserCheck,
  closed: IconLock,
};
/** The tone of the kit's marks that fits a state. */
const tones: Record<State, string> = { met: "met", not_met: "not_met", broken: "not_met", late: "not_met", due: "draft", unknown: "unknown", draft: "draft", not_applicable: "not_applicable", not_started: "not_applicable", overridden: "overridden", closed: "unknown" };

/** A state as glyph and word. */
export function StateMark({ state, word }: { state: State; word: string }) {
  return (
    <span className={`mark mark--${tones[state]}`}>
      <Icon glyph={glyphs[state]} />
      <span>{word}</span>
    </span>
  );
}
