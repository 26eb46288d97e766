import { IconBellRinging, IconBook2, IconCalendarDue, IconCalendarQuestion, IconCalendarX, IconCertificate, IconChecklist, IconClipboardCheck, IconClipboardList, IconCornerUpLeft, IconEye, IconEyeOff, IconFileCertificate, IconFileExport, IconFileShredder, IconFileText, IconHomeMove, IconHomeQuestion, IconInbox, IconLockOpen, IconMailExclamation, IconMessage, IconMessageQuestion, IconMessages, IconStar, IconPencil, IconPencilPlus, IconPhoneCall, IconReceipt, IconRulerMeasure, IconShare, IconShieldHeart, IconShieldX, IconSignature, IconUserPlus, IconUserQuestion, IconVideo } from "@tabler/icons-react";
import { type CivilDate, dateInZone, daysBetween, type Instant, timeInZone } from "#kernel/dates.ts";
import type { Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { RowWithVerb } from "#ui/RowWithVerb.tsx";
import type { Owed } from "../contract.ts";
import { ages, nameless, owedLabels, owedWhy, toPlan } from "../screens.words.ts";
import { isOfPlan, placeOfOwed } from "./groups.ts";

const glyphs: Record<Owed["kind"], Glyph> = {
  safety_review: IconBellRinging,
  alert: IconBellRinging,
  safety_plan_due: IconShieldHeart,
  report_due: IconFileText,
  second_look: IconEye,
  referral: IconInbox,
  question: IconMessageQuestion,
  family_message: IconMessage,
  visit_wish: IconCalendarQuestion,
  returned_note: IconCornerUpLeft,
  note: IconPencil,
  cosignature: IconSignature,
  consent_missing: IconFileCertificate,
  consent_ending: IconFileCertificate,
  consent_refused: IconFileCertificate,
  consent_taken_back: IconFileCertificate,
  unassigned: IconUserQuestion,
  offered_family: IconUserPlus,
  message_stuck: IconMailExclamation,
  held_service: IconReceipt,
  certificate_ending: IconCertificate,
  credential_ending: IconCertificate,
  own_credential_ending: IconCertificate,
  deadline_late: IconCalendarX,
  deadline_due: IconCalendarDue,
  step_late: IconCalendarX,
  ending_due: IconCalendarDue,
  referral_out: IconShare,
  recording_to_watch: IconVideo,
  story_wish: IconBook2,
  outreach: IconPhoneCall,
  visit_late: IconHomeQuestion,
  audit_due: IconClipboardList,
  audit_to_close: IconClipboardList,
  audit_action: IconChecklist,
  placement_review: IconHomeMove,
  fidelity_packet: IconClipboardCheck,
  fidelity_review: IconClipboardCheck,
  measures_late: IconRulerMeasure,
  measures_due: IconRulerMeasure,
  records_request: IconFileExport,
  glass_review: IconLockOpen,
  own_request: IconFileExport,
  amendment: IconPencilPlus,
  breach: IconShieldX,
  purge: IconFileShredder,
  hard_moment: IconEyeOff,
  supervision_meeting: IconMessages,
  supervision_rating: IconStar,
};

type Clock = { today: CivilDate; now: Instant; timeZone: string };

/** One thing that is owed: what, about whom, why, how old, and the verb that opens the very spot where it is done. */
export function OwedRow({ owed, today, now, timeZone, place }: Clock & { owed: Owed; place: "first" | "other" }) {
  const { say, language, day } = useLanguage();
  const moment = (at: Instant) => `${day(dateInZone(at, timeZone), "weekday")}, ${timeInZone(at, timeZone)}`;
  const labels = owedLabels[owed.kind];
  return (
    <RowWithVerb
      state={owed.weight}
      kind={say(labels.kind)}
      glyph={glyphs[owed.kind]}
      who={owed.who === "" ? say(nameless[owed.kind] ?? labels.kind) : owed.who}
      why={owedWhy[owed.kind][language]({ when: moment(owed.since), about: owed.about ?? "", by: owed.dueAt === null ? "" : day(dateInZone(owed.dueAt, timeZone), "full") })}
      aside={useAge(owed, { today, now, timeZone })}
      verb={{ label: say(isOfPlan(owed) ? toPlan : labels.verb), href: placeOfOwed(owed), keys: place === "first" ? ["Enter"] : undefined }}
    />
  );
}

const HALF_A_YEAR = 183;

function useAge(owed: Owed, { today, now, timeZone }: Clock): string {
  const { say, language, day } = useLanguage();
  // Within half a year the weekday helps and the year is not in doubt.
  const near = (date: CivilDate) => day(date, Math.abs(daysBetween(today, date)) < HALF_A_YEAR ? "weekday" : "full");
  if (owed.kind === "safety_review" || owed.kind === "alert") return say(ages.blocks);
  if ((owed.kind === "referral" || owed.kind === "question" || owed.kind === "family_message") && owed.dueAt !== null) {
    const when = `${day(dateInZone(owed.dueAt, timeZone), "weekday")} ${timeInZone(owed.dueAt, timeZone)}`;
    return (owed.dueAt < now ? ages.promisePast : ages.promised)[language](when);
  }
  if (owed.dueAt !== null && (owed.kind === "certificate_ending" || owed.kind === "credential_ending" || owed.kind === "own_credential_ending" || owed.kind === "consent_ending")) {
    const last = dateInZone(owed.dueAt, timeZone);
    return (last < today ? ages.ended : ages.ends)[language](day(last, "full"));
  }
  if (owed.kind === "deadline_late" || owed.kind === "deadline_due" || owed.kind === "step_late" || owed.kind === "ending_due" || owed.kind === "measures_late" || owed.kind === "measures_due") return owed.dueAt === null ? "" : (owed.kind === "deadline_late" || owed.kind === "step_late" || owed.kind === "measures_late" ? ages.overdue : ages.due)[language](near(dateInZone(owed.dueAt, timeZone)));
  if (owed.dueAt !== null && (owed.kind === "audit_due" || owed.kind === "audit_to_close" || owed.kind === "audit_action" || owed.kind === "records_request" || owed.kind === "own_request" || owed.kind === "breach" || owed.kind === "placement_review")) {
    const last = dateInZone(owed.dueAt, timeZone);
    return (last < today ? ages.overdue : ages.due)[language](near(last));
  }
  if (owed.kind === "fidelity_packet") {
    const last = dateInZone(owed.since, timeZone);
    return (last < today ? ages.overdue : ages.due)[language](near(last));
  }
  if (owed.kind === "report_due" && owed.dueAt !== null && owed.dueAt > owed.since) return `${(owed.dueAt < now ? ages.overdue : ages.due)[language](day(dateInZone(owed.dueAt, timeZone), "weekday"))}, ${timeInZone(owed.dueAt, timeZone)}`;
  const days = daysBetween(dateInZone(owed.since, timeZone), today);
  if (days <= 0) return say(ages.today);
  return (owed.kind === "note" || owed.kind === "returned_note" ? ages.daysOld : ages.waiting)[language](days);
}
