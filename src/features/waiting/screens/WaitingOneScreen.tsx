import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { DataTable } from "#ui/DataTable.tsx";
import { ButtonLink } from "#ui/Button.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import { likenessWords } from "#features/merging/screens.words.ts";
import type { WaitingFamily } from "../contract.ts";
import { words } from "../screens.words.ts";
import { Letters } from "./Letters.tsx";
import { Marks, Placing } from "./Marks.tsx";
import { Offers } from "./Offers.tsx";
import { useChild, useClock, useWho, useWhy } from "./saying.ts";
import "./waiting.css";

/** One family that waits: why it stands where it stands, what it waits for, who can take it, who it may be, and the letter. */
export default function WaitingOneScreen({ referralId }: { referralId: string }) {
  const { say, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.one);
  const who = useWho();
  const child = useChild();
  const found = useAnswer(["waiting.get", referralId], (api) => api.waiting.get({ referralId }));
  const back = { href: "/app/waiting", label: say(words.title) };
  if (found.isPending || found.isError)
    return (
      <div className="page">
        <PageHeader title={say(words.one)} back={back} />
        {found.isPending ? <Loading rows={5} /> : <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} />}
      </div>
    );
  const { family, today, letters, hasReferrer, mayWrite } = found.data;
  const desk = hasRole(me, "front_desk", "administrator");
  if (family === null)
    return (
      <div className="page">
        <PageHeader title={say(words.one)} back={back} />
        <EmptyState sentence={say(words.notWaiting)}>{desk ? <Link href={`/app/referrals/${referralId}`}>{say(words.readReferral)}</Link> : undefined}</EmptyState>
        {mayWrite ? <Letters referralId={referralId} letters={letters} hasReferrer={hasReferrer} today={today} /> : null}
      </div>
    );
  return (
    <div className="page">
      <PageHeader title={who(family)} detail={`${words.waits[language](family.daysWaiting)} · ${child(family)}`} back={back}>
        {desk ? <Link href={`/app/referrals/${referralId}`}>{say(words.readReferral)}</Link> : null}
        {desk ? <ButtonLink href={`/app/referrals/${referralId}/open`}>{say(words.open)}</ButtonLink> : null}
      </PageHeader>
      <div className="waiting-columns">
        <div>
          <Offers family={family} desk={desk ? "may_open" : "may_not"} />
          <Alike alike={found.data.alike} />
        </div>
        <div>
          <Why family={family} />
          {found.data.mayPlace ? <Placing family={family} /> : null}
          <Marks family={family} today={today} may={found.data.mayMark ? "note" : "read"} />
          <Clocks family={family} today={today} />
          {mayWrite ? <Letters referralId={referralId} letters={letters} hasReferrer={hasReferrer} today={today} /> : null}
        </div>
      </div>
    </div>
  );
}

function Why({ family }: { family: WaitingFamily }) {
  const { say } = useLanguage();
  const why = useWhy();
  return (
    <section className="part" aria-labelledby="stands">
      <h2 id="stands">{say(words.stands)}</h2>
      <p>{why(family)}</p>
    </section>
  );
}

function Clocks({ family, today }: { family: WaitingFamily; today: string }) {
  const { say } = useLanguage();
  const sayClock = useClock();
  return (
    <section className="part" aria-labelledby="clock">
      <h2 id="clock">{say(words.clock)}</h2>
      <DataTable
        caption={say(words.clock)}
        rows={family.clocks}
        rowKey={(one) => one.policy}
        phone="cards"
        columns={[
          { key: "policy", label: say(words.policy), cell: (one) => one.title },
          { key: "day", label: say(words.day), cell: (one) => sayClock(one, today, "cell") },
          { key: "course", label: say(words.course), cell: (one) => (one.to !== null && one.to <= today ? "–" : say(words.fits[one.fits])) },
        ]}
      />
    </section>
  );
}

type AlikeOne = { kind: "case" | "referral"; id: string; childName: string; childBirthDate: string | null; likeness: "same" | "close_name" | "close_birth" | "number" };
function Alike({ alike }: { alike: readonly AlikeOne[] }) {
  const { say, day, language } = useLanguage();
  if (alike.length === 0) return null;
  return (
    <section className="part" aria-labelledby="alike">
      <h2 id="alike">{say(words.alike)}</h2>
      <p className="soft small">{say(words.alikeWhy)}</p>
      <ul className="waiting-alike">
        {alike.map((one) => (
          <li key={`${one.kind} ${one.id}`}>
            <span>
              <Link href={one.kind === "case" ? `/app/families/${one.id}` : `/app/waiting/${one.id}`}>{one.childName}</Link>{" "}
              <span className="soft">{[say(one.kind === "case" ? words.alikeCase : words.alikeReferral), one.likeness === "number" ? say(words.sameNumber) : say(likenessWords[one.likeness]), one.childBirthDate === null ? null : words.born[language](day(one.childBirthDate, "full"))].filter((part) => part !== null).join(" · ")}</span>
            </span>
          </li>
        ))}
      </ul>
    </section>
  );
}
