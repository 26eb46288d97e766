import { IconBuildingHospital, IconPhone, IconUser, IconWorld } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { dateInZone, daysBetween } from "#kernel/dates.ts";
import { referralReasons, referralSources } from "#features/intake/contract.ts";
import { referralsAsked, type ReferralView } from "#features/intake/referrals.contract.ts";
import { Button } from "#ui/Button.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import type { Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { type Filter, ListTools } from "#ui/listing/ListTools.tsx";
import { useAsked } from "#ui/listing/useAsked.ts";
import { PageHeader } from "#ui/PageHeader.tsx";
import { RowList, RowWithVerb } from "#ui/RowWithVerb.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { answerLanguages, sortNames, words } from "../screens.words.ts";
import { reasonNames, sourceLabels, statusLabels } from "../words.ts";
import { lateFirst } from "./order.ts";
import { PromiseMark } from "./PromiseMark.tsx";
import { TakeIn } from "./TakeIn.tsx";
import "./intake.css";

const sourceGlyphs: Record<ReferralView["source"], Glyph> = { public_request: IconWorld, fhir: IconBuildingHospital, phone: IconPhone, professional: IconUser };
type Which = keyof typeof statusLabels | "waiting" | "all";
const PATH = "/app/referrals";

const referralSorts = [{ sort: "received", order: "up" }, { sort: "received", order: "down" }, { sort: "promised", order: "up" }, { sort: "promised", order: "down" }] as const;

/** Requests for help, those beyond their promised answer first. */
export default function ReferralsScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  const list = useAsked(referralsAsked, PATH, useSearch({ strict: false }) as Record<string, unknown>);
  const { asked } = list;
  const which = asked.status;
  usePageTitle(words.title);
  const found = usePages(["intake.list", asked], (api, after) => api.intake.list({ ...asked, after }));
  const referrals = found.pages.flatMap((page) => page.referrals);
  const count = found.pages[0]?.count ?? null;
  const href = (one: Which) => list.href({ status: one === "waiting" ? null : one });
  const filters: Filter[] = [
    { key: "late", label: say(words.promise), options: [{ value: "yes", label: say(words.isLate) }] },
    { key: "source", label: say(words.source), options: referralSources.map((value) => ({ value, label: say(sourceLabels[value]) })) },
    { key: "reason", label: say(words.reason), options: referralReasons.map((value) => ({ value, label: say(reasonNames[value]) })) },
    { key: "language", label: say(words.language), options: (["en", "es", "other"] as const).map((value) => ({ value, label: say(answerLanguages[value]) })) },
  ];
  const isNarrowed = filters.some((one) => one.key in list.apart);
  // The usual order puts those beyond their promised answer first.
  const isUsual = asked.sort === "received" && asked.order === "up";
  const tabs = [{ href: href("waiting"), label: say(words.waiting) }, ...Object.entries(statusLabels).map(([key, label]) => ({ href: href(key as Which), label: say(label) })), { href: href("all"), label: say(words.all) }];
  return (
    <div className="page">
      <PageHeader title={say(words.title)}>
        {hasRole(me, "front_desk", "administrator") ? <Link href="/app/waiting">{say(words.waitingList)}</Link> : null}
        <Link href="/app/resources">{say(words.help)}</Link>
        {hasRole(me, "front_desk", "administrator") ? <Link href="/app/lists">{say(words.bringList)}</Link> : null}
      </PageHeader>
      <Tabs label={say(words.which)} tabs={tabs} current={href(which)} />
      <ListTools
        list="referrals"
        path={PATH}
        {...list}
        plainHref={PATH}
        sameHref={list.href({})}
        sorts={referralSorts.map((one) => ({ ...one, label: say(sortNames[one.sort][one.order]) }))}
        filters={filters}
        count={count}
        says={words.count[language]}
        fileHref={(format) => list.fileHref("/api/referral-list/file", format, language)}
        elsewhere={["status"]}
      />
      <div className="part">
        {found.state === "loading" ? (
          <Loading rows={5} />
        ) : found.state === "failed" ? (
          <ErrorState sentence={sentenceFor(found.fault!, language)} verb={{ run: found.again }} />
        ) : referrals.length === 0 ? (
          <EmptyState sentence={say(isNarrowed ? words.noMatch : which === "waiting" ? words.none : words.noneOfState)}>{which === "all" && !isNarrowed ? undefined : <Link href={`${PATH}?status=all`}>{say(words.showAll)}</Link>}</EmptyState>
        ) : (
          <>
            <RowList label={say(words.title)}>
              {(isUsual ? lateFirst(referrals) : referrals).map((one) => (
                <ReferralRow key={one.referralId} referral={one} />
              ))}
            </RowList>
            {found.more === null ? null : (
              <p>
                <Button state={found.more.state} onClick={found.more.fetch}>
                  {say(words.more)}
                </Button>
              </p>
            )}
          </>
        )}
      </div>
      {hasRole(me, "front_desk", "administrator") ? <TakeIn /> : null}
    </div>
  );
}

function ReferralRow({ referral }: { referral: ReferralView }) {
  const { say, language } = useLanguage();
  const me = useMe();
  const isOpen = referral.status === "new" || referral.status === "in_contact";
  const asks = isOpen && referral.answeredAt === null && (referral.promise === "late" || referral.promise === "due_today");
  const old = daysBetween(dateInZone(referral.receivedAt, me.agency.timeZone), dateInZone(new Date().toISOString(), me.agency.timeZone));
  const why = [...referral.reasons.map((reason) => say(reasonNames[reason])), say(sourceLabels[referral.source]), words.old[language](old)].join(" · ");
  return (
    <RowWithVerb
      state={asks ? "today" : "later"}
      kind={say(statusLabels[referral.status])}
      glyph={sourceGlyphs[referral.source]}
      who={referral.callMe ?? referral.childGivenName ?? say(words.nameless)}
      href={`/app/referrals/${referral.referralId}`}
      why={why}
      aside={<PromiseMark referral={referral} />}
      verb={{ label: say(isOpen && referral.answeredAt === null ? words.answer : words.read), href: `/app/referrals/${referral.referralId}` }}
    />
  );
}
