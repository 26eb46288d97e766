import { IconCalendarX, IconClock, IconHourglass } from "@tabler/icons-react";
import { useSearch } from "@tanstack/react-router";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useMe } from "#ui/client.ts";
import { useLanguageName } from "#features/caseload/screens/saying.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { AsFile, ListFold } from "#ui/listing/ListTools.tsx";
import { SavedViews } from "#ui/listing/SavedViews.tsx";
import { useAsked } from "#ui/listing/useAsked.ts";
import { PageHeader } from "#ui/PageHeader.tsx";
import { RowList, RowWithVerb } from "#ui/RowWithVerb.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { usePages } from "#ui/usePages.ts";
import { sentenceFor } from "#ui/useSending.ts";
import { marks, type WaitingFamily, waitingAsked } from "../contract.ts";
import { words } from "../screens.words.ts";
import { markNames } from "../words.ts";
import { useChild, useClock, useWho, useWhy } from "./saying.ts";
import "./waiting.css";

const choices = ["any", "none", ...marks] as const;
type Choice = (typeof choices)[number];
const PATH = "/app/waiting";

/** Families that wait, in the agency's order, each with why it stands there. The choice stands in the address. */
export default function WaitingScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  const list = useAsked(waitingAsked, PATH, useSearch({ strict: false }) as Record<string, unknown>);
  const { sort, mark, language: spoken } = list.asked;
  usePageTitle(words.title);
  const nameOf = useLanguageName();
  const found = usePages(["waiting.list", sort, mark, spoken], (api, after) => api.waiting.list({ sort, mark, language: spoken, after }));
  const [first] = found.pages;
  const families = found.pages.flatMap((page) => page.families);
  const label = (one: Choice) => (one === "any" ? say(words.any) : one === "none" ? say(words.noMark) : words.withCount[language](say(markNames[one]), first?.counts.byMark[one] ?? 0));
  return (
    <div className="page">
      <PageHeader title={say(words.title)}>
        {hasRole(me, "front_desk", "administrator") ? <Link href="/app/referrals">{say(words.toReferrals)}</Link> : null}
        <Link href="/app/waiting/rule">{say(words.toRule)}</Link>
      </PageHeader>
      {first === undefined ? null : (
        <p>
          {words.counts[language](first.counts.all)} {first.counts.tooOldSoon === 0 ? null : words.noFit[language](first.counts.tooOldSoon)} <span className="soft">{[first.ruleNumber === 0 ? say(words.draft) : null, hasRole(me, "front_desk", "administrator") ? null : say(words.noNames)].filter((one) => one !== null).join(" ")}</span>
        </p>
      )}
      <div className="list-tools">
        <SavedViews list="waiting" path={PATH} apart={list.apart} viewId={list.viewId} plainHref={list.href({})} labels={{ sort: say(words.sort), mark: say(words.filter), language: say(words.language) }} searched="no" elsewhere={[]}>
          <ListFold set={Object.keys(list.apart).length}>
            <SelectField label={say(words.sort)} value={sort === "rule" ? "" : sort} empty={say(words.sorts.rule)} onChange={(next) => list.change({ sort: next === "" ? null : next })} options={[{ value: "age", label: say(words.sorts.age) }, { value: "longest", label: say(words.sorts.longest) }]} />
            <SelectField label={say(words.filter)} value={mark === "any" ? "" : mark} empty={say(words.any)} onChange={(next) => list.change({ mark: next === "" ? null : next })} options={choices.slice(1).map((value) => ({ value, label: label(value) }))} />
            <SelectField label={say(words.language)} value={spoken ?? ""} empty={say(words.anyLanguage)} onChange={(next) => list.change({ language: next === "" ? null : next })} options={[...new Set([...(first?.languages ?? []), ...(spoken === null ? [] : [spoken])])].map((value) => ({ value, label: nameOf(value) }))} />
          </ListFold>
          {first === undefined || first.total === 0 ? null : <AsFile count={first.total} fileHref={(format) => list.fileHref("/api/waiting/file", format, language)} />}
        </SavedViews>
      </div>
      {found.state === "loading" ? (
        <Loading rows={6} />
      ) : found.state === "failed" ? (
        <ErrorState sentence={sentenceFor(found.fault!, language)} verb={{ run: found.again }} />
      ) : families.length === 0 ? (
        mark === "any" && spoken === null ? (
          <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState>
        ) : (
          <EmptyState sentence={say(words.noneOf)}>
            <Link href="/app/waiting">{say(words.showAll)}</Link>
          </EmptyState>
        )
      ) : (
        <>
          <RowList label={say(words.title)}>
            {families.map((one) => (
              <Family key={one.referralId} family={one} today={first!.today} />
            ))}
          </RowList>
          <p className="waiting-more">
            {found.more === null ? null : (
              <Button state={found.more.state} onClick={found.more.fetch}>
                {say(words.more)}
              </Button>
            )}
            <span className="soft" role="status">
              {words.shown[language](families.length, first!.total)}
            </span>
          </p>
        </>
      )}
    </div>
  );
}

function Family({ family, today }: { family: WaitingFamily; today: string }) {
  const { say, language, day } = useLanguage();
  const who = useWho();
  const why = useWhy();
  const child = useChild();
  const sayClock = useClock();
  const href = `/app/waiting/${family.referralId}`;
  const [nearest] = family.clocks;
  const isPast = nearest?.to != null && nearest.to <= today;
  const clock = nearest === undefined ? null : nearest.fits === "no" && !isPast ? `${sayClock(nearest, today)}, ${say(words.fits.no)}` : sayClock(nearest, today);
  const marked = family.marks.map((one) => (one.until === null ? words.forDays[language](say(markNames[one.mark]), one.days) : `${say(markNames[one.mark])} ${words.until[language](day(one.until, "full"))}`));
  const offers = family.offers.map((one) => (one.answer === null ? words.offered : one.answer === "yes" ? words.taken : words.refused)[language](one.name));
  const late = nearest?.fits === "no";
  return (
    <RowWithVerb
      state="later"
      kind={words.waits[language](family.daysWaiting)}
      glyph={late ? IconCalendarX : family.marks.some((one) => one.mark === "later") ? IconClock : IconHourglass}
      who={who(family)}
      href={href}
      why={
        <>
          {[child(family), ...marked, ...offers].join(" · ")}
          <span className="waiting-why">
            {say(words.stands)}: {why(family)}
          </span>
        </>
      }
      aside={clock === null ? undefined : <span className={late ? "waiting-clock waiting-late" : "waiting-clock"}>{clock}</span>}
      verb={{ label: say(words.look), href }}
    />
  );
}
