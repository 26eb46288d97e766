import { IconBuildingHospital, IconPhone, IconUser, IconWorld } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { dateInZone, daysBetween } from "#kernel/dates.ts";
import type { ReferralView } from "#features/intake/referrals.contract.ts";
import { Button } from "#ui/Button.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import type { Glyph } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { RowList, RowWithVerb } from "#ui/RowWithVerb.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { Tabs } from "#ui/Tabs.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { reasonNames, sourceLabels, statusLabels } from "../words.ts";
import { lateFirst } from "./order.ts";
import { PromiseMark } from "./PromiseMark.tsx";
import { TakeIn } from "./TakeIn.tsx";
import "./intake.css";

const sourceGlyphs: Record<ReferralView["source"], Glyph> = { public_request: IconWorld, fhir: IconBuildingHospital, phone: IconPhone, professional: IconUser };
type Which = keyof typeof statusLabels | "waiting" | "all";
const isWhich = (given: unknown): given is Which => given === "waiting" || given === "all" || (typeof given === "string" && given in statusLabels);

/** Requests for help, those beyond their promised answer first. */
export default function ReferralsScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  const { status } = useSearch({ strict: false }) as { status?: unknown };
  const which: Which = isWhich(status) ? status : "waiting";
  usePageTitle(words.title);
  const found = usePages(["intake.list", which], (api, after) => api.intake.list({ status: which, after }));
  const referrals = found.pages.flatMap((page) => page.referrals);
  const href = (one: Which) => (one === "waiting" ? "/app/referrals" : `/app/referrals?status=${one}`);
  const tabs = [{ href: href("waiting"), label: say(words.waiting) }, ...Object.entries(statusLabels).map(([key, label]) => ({ href: href(key as Which), label: say(label) })), { href: href("all"), label: say(words.all) }];
  return (
    <div className="page">
      <PageHeader title={say(words.title)}>
        {hasRole(me, "front_desk", "administrator") ? <Link href="/app/waiting">{say(words.waitingList)}</Link> : null}
        <Link href="/app/resources">{say(words.help)}</Link>
        {hasRole(me, "front_desk", "administrator") ? <Link href="/app/lists">{say(words.bringList)}</Link> : null}
      </PageHeader>
      <Tabs label={say(words.which)} tabs={tabs} current={href(which)} />
      <div className="part">
        {found.state === "loading" ? (
          <Loading rows={5} />
        ) : found.state === "failed" ? (
          <ErrorState sentence={sentenceFor(found.fault!, language)} verb={{ run: found.again }} />
        ) : referrals.length === 0 ? (
          <EmptyState sentence={say(which === "waiting" ? words.none : words.noneOfState)}>{which === "all" ? undefined : <Link href={href("all")}>{say(words.showAll)}</Link>}</EmptyState>
        ) : (
          <>
            <RowList label={say(words.title)}>
              {lateFirst(referrals).map((one) => (
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
