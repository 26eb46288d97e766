import { IconBuilding, IconCalendar, IconCash, IconChartBar, IconClipboardCheck, IconClipboardList, IconCoins, IconCreditCard, IconFilePencil, IconFileText, IconHourglass, IconInbox, IconMail, IconMessageQuestion, IconMessages, IconReceipt, IconReportMoney, IconScale, IconScaleOutline, IconSchool, IconShieldLock, IconSun, IconUsers, IconVideo } from "@tabler/icons-react";
import type { Words } from "#kernel/language.ts";
import type { Me } from "#features/account/contract.ts";
import type { Glyph } from "#ui/Icon.tsx";
import { findScreen } from "./screens.ts";
import { words } from "./words.ts";

type Role = Me["roles"][number];
export type Place = { href: string; label: Words; glyph: Glyph; screen: string; roles: readonly Role[]; /** What else belongs to it, at an address of its own. */ also?: readonly string[] };

const clinical: readonly Role[] = ["clinician", "trainee", "supervisor"];

/** The places of the application in the order of the working day, and who works there. The server decides what is seen. */
export const places: readonly Place[] = [
  { href: "/app", label: words.today, glyph: IconSun, screen: "day/screens/TodayScreen", roles: [...clinical, "administrator", "front_desk", "biller", "privacy_officer", "senior_leader", "faculty"] },
  { href: "/app/audits", label: words.audits, glyph: IconClipboardList, screen: "audits/screens/AuditsScreen", roles: ["auditor"] },
  { href: "/app/calendar", label: words.calendar, glyph: IconCalendar, screen: "calendar/screens/CalendarScreen", roles: [...clinical, "administrator", "front_desk"] },
  { href: "/app/families", label: words.families, glyph: IconUsers, screen: "cases/screens/FamiliesScreen", roles: [...clinical, "administrator", "privacy_officer", "front_desk", "biller", "auditor"] },
  { href: "/app/families", label: words.yourFamily, glyph: IconUsers, screen: "cases/screens/FamiliesScreen", roles: ["caregiver"] },
  { href: "/app/referrals", label: words.referrals, glyph: IconInbox, screen: "intake/screens/ReferralsScreen", roles: ["front_desk", "administrator"] },
  { href: "/app/questions", label: words.questions, glyph: IconMessageQuestion, screen: "questions/screens/QuestionsScreen", roles: ["front_desk", "administrator", ...clinical] },
  { href: "/app/applications", label: words.applications, glyph: IconFilePencil, screen: "applications/screens/ApplicationsScreen", roles: ["faculty"] },
  { href: "/app/waiting", label: words.waiting, glyph: IconHourglass, screen: "waiting/screens/WaitingScreen", roles: ["front_desk"] },
  { href: "/app/caseload", label: words.caseload, glyph: IconScaleOutline, screen: "caseload/screens/CaseloadScreen", roles: clinical },
  { href: "/app/supervision", label: words.supervision, glyph: IconMessages, screen: "supervision/screens/SupervisionScreen", roles: clinical },
  { href: "/app/supervision/hours", label: words.supervisionHours, glyph: IconMessages, screen: "supervision/screens/HoursScreen", roles: ["administrator"] },
  { href: "/app/cohorts", label: words.cohorts, glyph: IconSchool, screen: "training/screens/CohortsScreen", roles: ["faculty"], also: ["/app/graduates", "/app/implementation"] },
  { href: "/app/training", label: words.training, glyph: IconSchool, screen: "training/screens/MyTrainingScreen", roles: ["trainee"] },
  { href: "/app/reviews", label: words.reviews, glyph: IconClipboardCheck, screen: "safety/screens/ReviewsScreen", roles: clinical },
  { href: "/app/recordings", label: words.recordings, glyph: IconVideo, screen: "recordings/screens/RecordingsScreen", roles: [...clinical, "faculty"] },
  { href: "/app/records", label: words.records, glyph: IconFileText, screen: "safety/screens/RecordsScreen", roles: ["privacy_officer"] },
  { href: "/app/privacy", label: words.privacy, glyph: IconShieldLock, screen: "privacy/screens/PrivacyScreen", roles: ["privacy_officer"] },
  { href: "/app/privacy", label: words.whoLooked, glyph: IconShieldLock, screen: "privacy/screens/PrivacyScreen", roles: ["caregiver"] },
  { href: "/app/outbox", label: words.outbox, glyph: IconMail, screen: "messages/screens/OutboxScreen", roles: ["front_desk", "administrator", ...clinical] },
  { href: "/app/services", label: words.services, glyph: IconReceipt, screen: "billing/screens/ServicesScreen", roles: ["biller", "administrator"] },
  { href: "/app/claims", label: words.claims, glyph: IconReportMoney, screen: "claims/screens/ClaimsScreen", roles: ["biller", "administrator"] },
  { href: "/app/remittances", label: words.remittances, glyph: IconCash, screen: "remittances/screens/RemittancesScreen", roles: ["biller", "administrator"] },
  { href: "/app/money", label: words.money, glyph: IconCoins, screen: "revenue/screens/MoneyScreen", roles: ["biller", "administrator", "senior_leader"], also: ["/app/grants"] },
  { href: "/app/payers", label: words.payers, glyph: IconCreditCard, screen: "payers/screens/PayersScreen", roles: ["biller", "administrator"] },
  { href: "/app/programme", label: words.programme, glyph: IconBuilding, screen: "workforce/screens/ProgrammeScreen", roles: ["administrator", "supervisor"] },
  { href: "/app/outcomes", label: words.outcomes, glyph: IconChartBar, screen: "outcomes/screens/OutcomesScreen", roles: ["senior_leader", "administrator", "supervisor", "privacy_officer"] },
  { href: "/app/compliance", label: words.compliance, glyph: IconScale, screen: "compliance/screens/ComplianceScreen", roles: ["administrator", "supervisor", "privacy_officer", "auditor"] },
];

/** The places that are there and that somebody of these roles works in. */
export const placesFor = (roles: readonly Role[]): readonly Place[] => places.filter((place) => findScreen(place.screen) !== null && place.roles.some((role) => roles.includes(role)));

/** The place that an address belongs to, or the address itself: the longest one that it begins with. */
export function placeOf(path: string, among: readonly Place[]): string {
  const fits = among.filter((place) => path === place.href || (place.also ?? []).some((one) => path === one || path.startsWith(`${one}/`)) || (place.href !== "/app" && path.startsWith(`${place.href}/`)));
  return fits.sort((a, b) => b.href.length - a.href.length)[0]?.href ?? path;
}

/** The case that an address belongs to, null where it is of none. */
export const caseIdOf = (path: string): string | null => /^\/app\/families\/([0-9a-f-]{36})(?:\/|$)/.exec(path)?.[1] ?? null;
