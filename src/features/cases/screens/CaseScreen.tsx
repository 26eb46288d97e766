import { IconArrowsJoin, IconClock, IconInfoCircle } from "@tabler/icons-react";
import { Outlet, useLocation, useNavigate } from "@tanstack/react-router";
import { useEffect } from "react";
import { addDays } from "#kernel/dates.ts";
import type { Words } from "#kernel/language.ts";
import type { Me } from "#features/account/contract.ts";
import type { CaseView } from "#features/cases/contract.ts";
import { scopeNames } from "#features/people/screens.words.ts";
import { fullName, sayKind, sayLanguage } from "#features/people/screens/saying.ts";
import { hasRole, useMe } from "#ui/client.ts";
import { type Definition, DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { useMedia } from "#ui/media.ts";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { useAsAdult } from "#ui/shownTo.ts";
import { ErrorState, Loading } from "#ui/States.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../case.words.ts";
import { stageNames } from "../screens.words.ts";
import { CaregiverCase } from "./CaregiverCase.tsx";
import { authoritiesInForce, childOf, cliniciansOn, holderName, languagesOf, livesWith } from "./head.ts";
import { EndShowing, ShownHead, useShowing } from "./ShowToAdult.tsx";
import { useCase } from "./useCase.ts";
import { useAge, useToday } from "./useToday.ts";
import "./cases.css";

const SOON_DAYS = 30;
/** What has an address of its own on the case page, and whose roles open it; those that belong together are one part. */
type CaseTab = { key: string; label: Words; roles: readonly Me["roles"][number][] };
type CasePart = { key: string; label: Words; tabs: readonly CaseTab[] };

/** The parts of a case that an adult reads along. */
const readAlong: readonly string[] = ["timeline", "plan", "record", "chart", "measures"];

/** One case: who the child is and who is around, then its parts as tabs. Caregivers get a plain page to read. */
export default function CaseScreen({ caseId, groups }: { caseId: string; groups: readonly CasePart[] }) {
  const { say, language } = useLanguage();
  const me = useMe();
  const found = useCase(caseId);
  const path = useLocation({ select: (location) => location.pathname.replace(/\/+$/, "") });
  usePageTitle(words.title);
  const asAdultId = useAsAdult(caseId);
  const isCaregiver = hasRole(me, "caregiver");
  if (found.isError || (isCaregiver && found.isPending))
    return (
      <div className="page">
        <PageHeader title={say(words.title)} back={{ href: "/app/families", label: say(words.back) }} />
        {found.isPending ? <Loading rows={4} /> : <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />}
        {asAdultId === null ? null : <EndShowing />}
      </div>
    );
  if (isCaregiver) return found.data === undefined ? null : <CaregiverCase found={found.data} />;
  return <OpenCase caseId={caseId} found={found.data ?? null} groups={groups} path={path} />;
}

/**
 * The case page of staff: while it is shown to an adult, that adult's name, and only the parts that are read along. Its
 * open part asks for what it shows at once, beside the case and not after it.
 */
function OpenCase({ caseId, found, groups, path }: { caseId: string; found: CaseView | null; groups: readonly CasePart[]; path: string }) {
  const { say } = useLanguage();
  const me = useMe();
  const asAdultId = useAsAdult(caseId);
  const base = `/app/families/${caseId}`;
  const address = (key: string) => `${base}/${key}`;
  const isOpen = (tab: CaseTab) => hasRole(me, ...tab.roles) && (asAdultId === null || readAlong.includes(tab.key));
  const own = groups.map((part) => ({ ...part, tabs: part.tabs.filter(isOpen) })).filter((part) => part.tabs.length > 0);
  const open = own.find((part) => part.tabs.some((tab) => address(tab.key) === path)) ?? (path === base ? own[0] : undefined);
  const current = path === base ? address(open?.tabs[0]?.key ?? "") : path;
  const go = useNavigate();
  const isAside = asAdultId !== null && open === undefined;
  // What is not read along is left at once, and never shown in the meantime.
  useEffect(() => {
    if (isAside) void go({ to: base, replace: true });
  }, [isAside, go, base]);
  if (isAside) return null;
  return (
    <>
      {found === null ? <HeadToCome /> : asAdultId === null ? <CaseHead found={found} /> : <ShownHead found={found} adultId={asAdultId} />}
      {found === null || found.record === null || asAdultId !== null ? null : <JoinedLine caseId={caseId} record={found.record} />}
      {found?.hasPointer ? (
        <p className="pointer-line">
          <Icon glyph={IconInfoCircle} />
          <span>{say(words.pointer)}</span>
          {hasRole(me, "clinician", "trainee", "supervisor") ? <Link href="/app/reviews">{say(words.toReviews)}</Link> : null}
        </p>
      ) : null}
      <Tabs label={say(words.parts)} tabs={own.map((part) => ({ href: address(part.tabs[0]!.key), label: say(part.tabs.length === 1 ? part.tabs[0]!.label : part.label) }))} current={open === undefined ? "" : address(open.tabs[0]!.key)} />
      {open === undefined || open.tabs.length === 1 ? null : <Tabs level="inner" label={say(open.label)} tabs={open.tabs.map((tab) => ({ href: address(tab.key), label: say(tab.label) }))} current={current} />}
      <div className="case-tab">
        <Outlet />
      </div>
    </>
  );
}

/** Says that the record holds another one, or belongs to one that stays. */
function JoinedLine({ caseId, record }: { caseId: string; record: NonNullable<CaseView["record"]> }) {
  const { say, language, day } = useLanguage();
  const stays = record.staysCaseId === caseId;
  return (
    <p className="pointer-line">
      <Icon glyph={IconArrowsJoin} />
      <span>{say(stays ? words.joinedHere : words.joinedThere)}</span>
      {(stays ? record.others : record.others.filter((one) => one.caseId === record.staysCaseId)).map((one) => (
        <Link key={one.caseId} href={`/app/families/${one.caseId}`}>
          {words.opened[language](one.childName, day(one.openedOn, "full"))}
        </Link>
      ))}
    </p>
  );
}

/** The room that the head will take. */
function HeadToCome() {
  const { say } = useLanguage();
  return (
    <div className="case-head case-head--to-come">
      <div className="case-head-name">
        <h1>{say(words.title)}</h1>
      </div>
    </div>
  );
}

function CaseHead({ found }: { found: CaseView }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const today = useToday();
  const age = useAge();
  const narrow = useMedia("(max-width: 699.98px)");
  const child = childOf(found);
  const homes = livesWith(found, today);
  const stage = stageNames[found.stage];
  const definitions: Definition[] = [
    homes.length === 0
      ? { label: say(words.livesWith), value: say(words.notKnown) }
      : { label: say(words.livesWith), value: homes.map((one) => `${fullName(one)}, ${sayKind(one.kind, language)}`).join("; "), detail: words.since[language](day(homes[0]!.validFrom, "full")) },
    authorityDefinition(),
    { label: say(words.languages), value: languagesOf(found, today).map((code) => sayLanguage(code, language)).join(", ") },
    cliniciansDefinition(),
    { label: say(words.stage), value: stage === undefined ? String(found.stage) : say(stage), ...(found.closedOn === null ? {} : { detail: words.closed[language](day(found.closedOn, "full")) }) },
  ];
  function authorityDefinition(): Definition {
    const held = authoritiesInForce(found, today);
    // The one that ends first is the one that asks for something.
    const first = [...held].sort((a, b) => (a.validTo ?? "9999").localeCompare(b.validTo ?? "9999"))[0];
    if (first === undefined) return { label: say(words.authority), value: say(words.noAuthority), tone: "plain" };
    const endsSoon = first.validTo !== null && first.validTo <= addDays(today, SOON_DAYS);
    return {
      label: say(words.authority),
      value: held.map((one) => (
        <span key={one.authorityId} className="authority-line">
          {holderName(one, found.people)} <span className="soft">{one.scopes.map((scope) => say(scopeNames[scope])).join(", ")}</span>
        </span>
      )),
      detail: first.validTo === null ? say(words.noEnd) : words.endsOn[language](day(first.validTo, "full")),
      ...(endsSoon ? { tone: "soon" as const, glyph: IconClock } : {}),
    };
  }
  function cliniciansDefinition(): Definition {
    const now = cliniciansOn(found, today);
    if (now.length === 0) return { label: say(words.clinician), value: say(words.nobody) };
    const covers = now.find((one) => one.kind === "covering" && one.validTo !== null);
    return { label: say(words.clinician), value: now.map((one) => one.name).join(", "), ...(covers === undefined ? {} : { detail: words.covering[language](day(covers.validTo!, "full")) }) };
  }
  const birth = child?.birthDate ?? null;
  const showing = useShowing(found);
  const verbs = (
    <div className="case-verbs">
      {referralLink()}
      {showing.button}
    </div>
  );
  function referralLink() {
    return found.referralId !== null && hasRole(me, "front_desk", "administrator", "clinician", "trainee", "supervisor") ? (
      <p className="buttons">
        <Link href={`/app/referrals/${found.referralId}`}>{say(words.referral)}</Link>
      </p>
    ) : null;
  }
  // On the phone the parts of the case stay in the first sight: only what ends soon stands open above them.
  if (narrow === "matches")
    return (
      <div className="case-head">
        <div className="case-head-name">
          <h1>{child === null ? say(words.title) : fullName(child)}</h1>
          <p>{[age(birth, today) ?? say(words.notKnown), stage === undefined ? String(found.stage) : say(stage)].join(" · ")}</p>
        </div>
        <DefinitionStrip definitions={definitions.filter((one) => one.tone === "soon")} />
        <details className="fold">
          <summary>{say(words.aboutFamily)}</summary>
          <DefinitionStrip definitions={definitions.filter((one) => one.tone !== "soon")} />
          {verbs}
        </details>
        {showing.question}
      </div>
    );
  return (
    <div className="case-head">
      <div className="case-head-name">
        <h1>{child === null ? say(words.title) : fullName(child)}</h1>
        <p>{age(birth, today) ?? say(words.notKnown)}</p>
      </div>
      <DefinitionStrip definitions={definitions} />
      {verbs}
      {showing.question}
    </div>
  );
}
