import type { QueryClient } from "@tanstack/react-query";
import { type AnyRoute, createBrowserHistory, createRootRoute, createRoute, createRouter, lazyRouteComponent, Outlet, redirect, useParams } from "@tanstack/react-router";
import { type ComponentType, createElement } from "react";
import type { Words } from "#kernel/language.ts";
import type { Me } from "#features/account/contract.ts";
import type { Api } from "#ui/client.ts";
import { placesFor } from "./browser/nav.ts";
import { LoadingPage, NothingOpen, NotThere, PageFailed } from "./browser/pages.tsx";
import { findScreen, type Screen } from "./browser/screens.ts";
import { askWhoIAm, type SignInStore } from "./browser/signIn.ts";
import { SignedIn } from "./browser/SignedIn.tsx";
import { words } from "./browser/words.ts";

/** The pages that need a sign-in, by address. A screen that is not there is left out, and with it its address. `parts` are what a later feature shows on it, by the name under which the screen is given them. */
const pages: readonly { path: string; screen: string; parts?: Readonly<Record<string, string>> }[] = [
  { path: "/calendar", screen: "calendar/screens/CalendarScreen" },
  { path: "/visiting", screen: "visiting/screens/VisitingScreen" },
  { path: "/calendar/feed", screen: "calendar/screens/FeedScreen" },
  { path: "/calendar/days", screen: "calendar/screens/DaysScreen" },
  { path: "/families", screen: "cases/screens/FamiliesScreen" },
  { path: "/sessions/$sessionId/note", screen: "notes/screens/NoteScreen" },
  { path: "/referrals", screen: "intake/screens/ReferralsScreen" },
  { path: "/applications", screen: "applications/screens/ApplicationsScreen" },
  { path: "/applications/$applicationId", screen: "applications/screens/ApplicationScreen" },
  { path: "/questions", screen: "questions/screens/QuestionsScreen" },
  { path: "/questions/$questionId", screen: "questions/screens/QuestionScreen" },
  { path: "/messages", screen: "correspondence/screens/MessagesScreen" },
  { path: "/articles", screen: "articles/screens/ArticlesScreen" },
  { path: "/newsletter", screen: "newsletter/screens/NewsletterScreen" },
  { path: "/articles/$articleId", screen: "articles/screens/ArticleScreen" },
  { path: "/caseload", screen: "caseload/screens/CaseloadScreen" },
  { path: "/caseload/rule", screen: "caseload/screens/RuleScreen" },
  { path: "/waiting", screen: "waiting/screens/WaitingScreen" },
  { path: "/waiting/rule", screen: "waiting/screens/OrderScreen" },
  { path: "/waiting/$referralId", screen: "waiting/screens/WaitingOneScreen" },
  { path: "/offered", screen: "waiting/screens/OfferedScreen" },
  { path: "/recordings", screen: "recordings/screens/RecordingsScreen" },
  { path: "/recordings/$recordingId", screen: "recordings/screens/RecordingScreen" },
  { path: "/lists", screen: "lists/screens/ListsScreen" },
  { path: "/lists/$listId", screen: "lists/screens/ListScreen" },
  { path: "/begin", screen: "begin/screens/BeginScreen" },
  { path: "/check", screen: "operating/screens/CheckScreen" },
  { path: "/settings", screen: "operating/screens/SettingsScreen" },
  { path: "/referrals/$referralId", screen: "intake/screens/ReferralScreen" },
  { path: "/referrals/$referralId/open", screen: "cases/screens/OpenCaseScreen" },
  { path: "/open-case", screen: "cases/screens/OpenCaseScreen" },
  { path: "/same-child", screen: "merging/screens/SameChildScreen" },
  { path: "/same-child/$caseId/$otherCaseId", screen: "merging/screens/MergeScreen" },
  { path: "/reviews", screen: "safety/screens/ReviewsScreen" },
  { path: "/records", screen: "safety/screens/RecordsScreen" },
  { path: "/programme/on-call", screen: "safety/screens/OnCallScreen" },
  { path: "/outbox", screen: "messages/screens/OutboxScreen" },
  { path: "/programme/reminders", screen: "messages/screens/RemindersScreen" },
  { path: "/services", screen: "billing/screens/ServicesScreen" },
  { path: "/clearing", screen: "clearing/screens/ClearingScreen" },
  { path: "/claims", screen: "claims/screens/ClaimsScreen" },
  { path: "/claims/files", screen: "claims/screens/FilesScreen" },
  { path: "/claims/checks", screen: "claims/screens/LearntScreen" },
  { path: "/claims/$claimId", screen: "claims/screens/ClaimScreen", parts: { Papers: "billforms/screens/ClaimPapers" } },
  { path: "/money", screen: "revenue/screens/MoneyScreen" },
  { path: "/money/claims", screen: "revenue/screens/MoneyClaimsScreen" },
  { path: "/money/papers", screen: "billforms/screens/PapersScreen" },
  { path: "/grants", screen: "revenue/screens/GrantsScreen" },
  { path: "/grants/$grantId", screen: "revenue/screens/GrantScreen" },
  { path: "/payers", screen: "payers/screens/PayersScreen" },
  { path: "/payers/agency", screen: "payers/screens/AgencyScreen" },
  { path: "/payers/people", screen: "payers/screens/PeopleScreen" },
  { path: "/payers/checks", screen: "coverage/screens/ChecksScreen" },
  { path: "/remittances", screen: "remittances/screens/RemittancesScreen" },
  { path: "/remittances/$remittanceId", screen: "remittances/screens/RemittanceScreen" },
  { path: "/denials", screen: "remittances/screens/DenialsScreen" },
  { path: "/denials/$claimId", screen: "remittances/screens/DenialScreen" },
  { path: "/ledger", screen: "ledger/screens/LedgerScreen" },
  { path: "/payers/$payerId", screen: "payers/screens/PayerScreen" },
  { path: "/programme", screen: "workforce/screens/ProgrammeScreen" },
  { path: "/rulebook", screen: "rulebook/screens/RulebookScreen" },
  { path: "/rulebook/codes", screen: "diagnoses/screens/CrosswalkScreen" },
  { path: "/rulebook/changes/$changeId", screen: "rulebook/screens/ChangeScreen" },
  { path: "/rulebook/$policy/$version", screen: "rulebook/screens/PolicyScreen" },
  { path: "/instruments", screen: "instruments/screens/InstrumentsScreen" },
  { path: "/instruments-import", screen: "instruments/screens/ImportScreen" },
  { path: "/instruments/$instrument", screen: "instruments/screens/InstrumentScreen" },
  { path: "/outcomes", screen: "outcomes/screens/OutcomesScreen" },
  { path: "/outcomes/offer", screen: "applications/screens/OfferScreen" },
  { path: "/programme/what-if", screen: "foresight/screens/WhatIfScreen" },
  { path: "/letters", screen: "letters/screens/LettersScreen" },
  { path: "/note-templates", screen: "notes/screens/TemplatesScreen" },
  { path: "/credentials", screen: "workforce/screens/MineScreen" },
  { path: "/audits", screen: "audits/screens/AuditsScreen" },
  { path: "/audits/$auditId", screen: "audits/screens/AuditScreen" },
  { path: "/compliance", screen: "compliance/screens/ComplianceScreen" },
  { path: "/outcomes/reports", screen: "reports/screens/ReportsScreen" },
  { path: "/implementation", screen: "implementation/screens/ImplementationScreen" },
  { path: "/cohorts", screen: "training/screens/CohortsScreen" },
  { path: "/cohorts/$cohortId", screen: "training/screens/CohortScreen" },
  { path: "/cohorts/$cohortId/meetings/$meetingId", screen: "training/screens/MeetingScreen" },
  { path: "/cohorts/$cohortId/people/$seatId", screen: "training/screens/SeatScreen" },
  { path: "/cohorts/$cohortId/people/$seatId/graduation", screen: "graduates/screens/GraduationScreen" },
  { path: "/graduates", screen: "graduates/screens/GraduatesScreen" },
  { path: "/roster", screen: "graduates/screens/RosterScreen" },
  { path: "/programme/training-issuers", screen: "graduates/screens/IssuersScreen" },
  { path: "/training", screen: "training/screens/MyTrainingScreen" },
  { path: "/return", screen: "investment/screens/ReturnScreen" },
  { path: "/fidelity-rules", screen: "fidelity/screens/RulesScreen" },
  { path: "/supervision", screen: "supervision/screens/SupervisionScreen" },
  { path: "/supervision/meetings", screen: "supervision/screens/MeetingsScreen" },
  { path: "/supervision/hours", screen: "supervision/screens/HoursScreen" },
  { path: "/supervision/signing", screen: "supervision/screens/SigningScreen" },
  { path: "/supervision/ratings", screen: "supervision/screens/RatingsScreen" },
  { path: "/supervision/rules", screen: "supervision/screens/RulesScreen" },
  { path: "/measure-schedule", screen: "measures/screens/ScheduleScreen" },
  { path: "/resources", screen: "course/screens/ResourcesScreen" },
  { path: "/privacy", screen: "privacy/screens/PrivacyScreen" },
  { path: "/account", screen: "account/screens/AccountScreen" },
  { path: "/programme/handover/$staffId", screen: "handover/screens/HandoverScreen" },
  { path: "/programme/site", screen: "about/screens/SiteScreen" },
  { path: "/programme/access", screen: "account/screens/AccessScreen" },
];

const clinical = ["clinician", "trainee", "supervisor"] as const;
const oversight = ["privacy_officer", "auditor"] as const;
const office = ["administrator", "front_desk"] as const;

type Role = Me["roles"][number];
/** The parts of the case page, in order. A part of several has them under it, and opens with the first that one's roles open. */
const caseGroups = [
  { key: "timeline", label: words.timeline },
  { key: "course", label: words.course },
  { key: "formulation", label: words.formulation },
  { key: "record", label: words.record },
  { key: "measures", label: words.measures },
  { key: "family", label: words.family },
  { key: "documents", label: words.documents },
] as const;

/** What has an address of its own on the case page, for the roles that its contract answers. */
const caseTabs: readonly { key: string; group: (typeof caseGroups)[number]["key"]; label: Words; roles: readonly Role[]; screen: string }[] = [
  { key: "timeline", group: "timeline", label: words.timeline, roles: [...clinical, ...oversight, ...office], screen: "timeline/screens/Timeline" },
  { key: "visits", group: "timeline", label: words.visits, roles: [...clinical, ...oversight, ...office], screen: "attendance/screens/VisitsTab" },
  { key: "plan", group: "course", label: words.plan, roles: [...clinical, ...oversight, "administrator"], screen: "plan/screens/PlanTab" },
  { key: "steps", group: "course", label: words.steps, roles: [...clinical, ...oversight], screen: "course/screens/CourseTab" },
  { key: "dates", group: "course", label: words.dates, roles: [...clinical, ...oversight, ...office], screen: "compliance/screens/DatesTab" },
  { key: "formulation", group: "formulation", label: words.formulation, roles: [...clinical, ...oversight, "administrator"], screen: "formulation/screens/FormulationTab" },
  { key: "triggers", group: "formulation", label: words.triggers, roles: [...clinical, ...oversight, "administrator"], screen: "formulation/screens/TriggersTab" },
  { key: "stories", group: "formulation", label: words.stories, roles: [...clinical, ...oversight, "administrator"], screen: "stories/screens/StoriesTab" },
  { key: "telling", group: "formulation", label: words.telling, roles: clinical, screen: "testimonials/screens/TestimonialsTab" },
  { key: "fidelity", group: "course", label: words.fidelity, roles: [...clinical, ...oversight, "administrator"], screen: "fidelity/screens/FidelityTab" },
  { key: "record", group: "record", label: words.record, roles: [...clinical, ...oversight], screen: "cases/screens/RecordTab" },
  { key: "chart", group: "record", label: words.chart, roles: [...clinical, ...oversight], screen: "cases/screens/ChartTab" },
  { key: "emergency", group: "record", label: words.emergency, roles: ["administrator"], screen: "privacy/screens/GlassTab" },
  { key: "measures", group: "measures", label: words.measures, roles: [...clinical, ...oversight, "front_desk"], screen: "measures/screens/MeasuresTab" },
  { key: "people", group: "family", label: words.people, roles: [...clinical, ...oversight, ...office, "biller"], screen: "cases/screens/PeopleTab" },
  { key: "eligibility", group: "family", label: words.eligibility, roles: [...clinical, ...oversight], screen: "eligibility/screens/EligibilityTab" },
  { key: "insurance", group: "family", label: words.insurance, roles: [...clinical, "privacy_officer", ...office, "biller"], screen: "coverage/screens/CoverageTab" },
  { key: "bills", group: "family", label: words.bills, roles: ["biller"], screen: "billforms/screens/BillsTab" },
  { key: "consents", group: "family", label: words.consents, roles: [...clinical, ...oversight, ...office, "biller"], screen: "consent/screens/ConsentsTab" },
  { key: "messages", group: "family", label: words.messages, roles: [...clinical, ...office], screen: "messages/screens/SentTab" },
  { key: "conversation", group: "family", label: words.conversation, roles: clinical, screen: "correspondence/screens/ConversationTab" },
  { key: "portal", group: "family", label: words.portal, roles: [...clinical, ...office], screen: "portal/screens/PortalTab" },
  { key: "change", group: "family", label: words.change, roles: [...clinical, ...oversight], screen: "placement/screens/ChangeTab" },
  { key: "safety", group: "family", label: words.safety, roles: [...clinical, "privacy_officer"], screen: "safety/screens/SafetyTab" },
  { key: "documents", group: "documents", label: words.documents, roles: [...clinical, ...oversight, ...office, "biller"], screen: "documents/screens/DocumentsTab" },
  { key: "release", group: "documents", label: words.release, roles: [...clinical, "privacy_officer", ...office], screen: "release/screens/ReleaseTab" },
];

/** Pages of a case that are no part of its tabs. */
const casePages: readonly { path: string; screen: string }[] = [{ path: "/search", screen: "search/screens/SearchTab" }];

const publicPages: readonly { path: string; screen: string }[] = [
  { path: "/sign-in", screen: "account/screens/SignInScreen" },
  { path: "/setup", screen: "account/screens/SetupScreen" },
  { path: "/invitation", screen: "account/screens/InvitationScreen" },
  { path: "/bind", screen: "account/screens/BindScreen" },
  { path: "/recovery", screen: "account/screens/RecoveryScreen" },
];

/** A lazy page that hands the parts of its address to the screen as props. */
function pageOf(screen: string, props: Record<string, unknown> = {}) {
  const load = findScreen(screen);
  if (load === null) return null;
  return lazyRouteComponent(async () => {
    const { default: Shown } = await load();
    const Page: Screen = () => createElement(Shown, { ...useParams({ strict: false }), ...props });
    return { default: Page };
  });
}

type PageOptions = { component?: unknown; beforeLoad?: (given: { location: { pathname: string; href: string } }) => unknown };

/** One address. The table is data, so the router's own types of each path are not asked for. */
const route = (parent: AnyRoute, path: string, options: PageOptions): AnyRoute => createRoute({ getParentRoute: () => parent, path, ...options } as never) as unknown as AnyRoute;
const withChildren = (parent: AnyRoute, children: AnyRoute[]): AnyRoute => (parent as unknown as { addChildren: (inside: AnyRoute[]) => AnyRoute }).addChildren(children);
const goTo = (to: string, search?: Record<string, string>) => redirect({ to, search } as never);

/** The route table of the staff application. */
export function makeRouter({ api, client, signIn }: { api: Api; client: QueryClient; signIn: SignInStore }) {
  const root = createRootRoute({ component: Outlet, notFoundComponent: NotThere }) as unknown as AnyRoute;
  const open = publicPages.flatMap(({ path, screen }) => {
    const component = pageOf(screen, { onSignedIn: signIn.enter });
    return component === null ? [] : [route(root, `/app${path}`, { component })];
  });
  const signedIn = route(root, "/app", {
    beforeLoad: async ({ location }) => {
      const known = signIn.read().me;
      const me = known ?? (await askWhoIAm(api));
      if (me !== null) {
        if (known === null) signIn.enter(me);
        // Whoever owes a second factor has one page: the server answers no other.
        if (me.owes !== "nothing" && location.pathname.replace(/\/$/, "") !== "/app/account") throw goTo("/app/account");
        return;
      }
      signIn.nobody();
      throw goTo("/app/sign-in", location.pathname.replace(/\/$/, "") === "/app" ? undefined : { to: location.href });
    },
    component: () => createElement(SignedIn, { api, client, signIn }),
  });
  const home = route(signedIn, "/", {
    beforeLoad: () => {
      const own = placesFor(signIn.read().me?.roles ?? []);
      if (own.length > 0 && !own.some((place) => place.href === "/app")) throw goTo(own[0]!.href);
    },
    component: () => createElement(FirstPage, { signIn }),
  });
  const inside = pages.flatMap(({ path, screen, parts = {} }) => {
    const component = pageOf(screen, Object.fromEntries(Object.entries(parts).map(([name, part]) => [name, pageOf(part) ?? undefined])));
    return component === null ? [] : [route(signedIn, path, { component })];
  });
  return createRouter({
    routeTree: withChildren(root, [...open, withChildren(signedIn, [home, ...inside, ...caseRoutes(signedIn, signIn)])]),
    history: createBrowserHistory(),
    defaultPreload: false,
    defaultPendingComponent: LoadingPage,
    defaultPendingMs: 0,
    // The router would hold back a page that is there for half a second, so that the one before it does not flash: ours is still bars that come late.
    defaultPendingMinMs: 0,
    defaultErrorComponent: PageFailed,
    defaultNotFoundComponent: NotThere,
    scrollRestoration: true,
  });
}

const Today = pageOf("day/screens/TodayScreen") ?? NothingOpen;

/** What `/app` shows: the day, or that no page is open to the roles. */
function FirstPage({ signIn }: { signIn: SignInStore }) {
  return createElement(placesFor(signIn.read().me?.roles ?? []).length === 0 ? NothingOpen : (Today as ComponentType));
}

/** The case page with its tabs; `/app/families/:caseId` is the first of them that one's roles open. */
function caseRoutes(parent: AnyRoute, signIn: SignInStore): AnyRoute[] {
  const tabs = caseTabs.flatMap(({ screen, ...tab }) => {
    const shown = pageOf(screen);
    return shown === null ? [] : [{ ...tab, component: shown as ComponentType }];
  });
  const groups = caseGroups.map((group) => ({ ...group, tabs: tabs.filter((tab) => tab.group === group.key).map(({ key, label, roles }) => ({ key, label, roles })) }));
  const component = pageOf("cases/screens/CaseScreen", { groups });
  if (component === null || tabs.length === 0) return [];
  const page = route(parent, "/families/$caseId", { component });
  const FirstTab = () => {
    const own = signIn.read().me?.roles ?? [];
    const first = tabs.find((tab) => tab.roles.some((role) => own.includes(role)));
    return first === undefined ? null : createElement(first.component);
  };
  const further = casePages.flatMap(({ path, screen }) => {
    const shown = pageOf(screen);
    return shown === null ? [] : [route(page, path, { component: shown })];
  });
  return [withChildren(page, [route(page, "/", { component: FirstTab }), ...further, ...tabs.map((tab) => route(page, `/${tab.key}`, { component: tab.component }))])];
}
