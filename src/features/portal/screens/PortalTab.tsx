import { IconCircleCheck, IconCircleDashed, IconCircleOff, IconKey, IconMailFast } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { CopyText } from "#features/account/screens/CopyText.tsx";
import { Button } from "#ui/Button.tsx";
import { type Api, hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { useSending } from "#ui/useSending.ts";
import type { PortalAccess } from "../contract.ts";
import { stateNames, words } from "../screens.words.ts";

type Given = Awaited<ReturnType<Api["portal"]["give"]>>;
const marks = { none: [IconCircleDashed, "mark"], invited: [IconMailFast, "mark mark--unknown"], open: [IconCircleCheck, "mark mark--met"], ended: [IconCircleOff, "mark"] } as const;

/** The adults around the child, and which of them come into the portal. */
export default function PortalTab({ caseId }: { caseId: string }) {
  const { say } = useLanguage();
  const found = useAnswer(["portal.accesses", caseId], (api) => api.portal.accesses({ caseId }));
  if (found.isError) return <ErrorState sentence={found.error.message} verb={{ run: () => void found.refetch() }} />;
  return (
    <section className="part" aria-labelledby="portal">
      <h2 id="portal">{say(words.title)}</h2>
      <p className="soft">{say(words.lead)}</p>
      {found.data === undefined ? <Loading /> : found.data.adults.length === 0 ? <EmptyState sentence={say(words.empty)}><p>{say(words.emptyNext)}</p></EmptyState> : found.data.adults.map((one) => <Adult key={one.personId} caseId={caseId} one={one} />)}
    </section>
  );
}

function Adult({ caseId, one }: { caseId: string; one: PortalAccess }) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const me = useMe();
  const refresh = useRefresh();
  const { timeZone } = me.agency;
  const form = `portal-${one.personId}`;
  const sending = useSending(form);
  const [given, setGiven] = useState<Given | null>(null);
  const [said, setSaid] = useState("");
  const isOpen = one.state === "open" || one.state === "invited";
  const since = one.begunAt ?? one.givenAt;
  const [glyph, look] = marks[one.state];
  const run = (work: () => Promise<unknown>) => () =>
    void sending.send(async () => {
      await work();
      await refresh(["portal.accesses", caseId]);
    });
  const give = run(async () => {
    setSaid("");
    setGiven(await api.portal.give({ caseId, personId: one.personId }));
  });
  const end = run(async () => {
    await api.portal.end({ caseId, personId: one.personId });
    setGiven(null);
    setSaid(words.endedNow[language](one.name));
  });
  return (
    <div className="person" role="group" aria-label={one.name} id={form} tabIndex={-1}>
      <h3>{one.name}</h3>
      <p className="line">
        <span className={look}><Icon glyph={glyph} size={14} /><span>{say(stateNames[one.state])}</span></span>
        {since === null || !isOpen ? null : <span className="soft">{[words.since[language](day(dateInZone(since, timeZone), "full")), one.givenBy === null ? "" : words.givenBy[language](one.givenBy)].filter(Boolean).join(", ")}</span>}
      </p>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {given === null ? null : (
        <div className="made" role="status">
          <CopyText label={say(words.openingCode)} text={given.openingCode} />
          <p>{words.codeFor[language](one.name)}</p>
          <p className="soft">{words[given.delivery === "message" ? "sent" : "byHand"][language](day(dateInZone(given.expiresAt, timeZone), "full"))}</p>
          {given.address === null ? null : <CopyText label={say(words.link)} text={given.address} />}
        </div>
      )}
      <p className="soft" role="status">{said}</p>
      {hasRole(me, "clinician", "trainee", "supervisor", "administrator") ? (
        <div className="form-actions">
          <Button glyph={IconKey} state={sending.state} aria-label={`${say(isOpen ? words.giveAnew : words.give)}: ${one.name}`} onClick={give}>{say(isOpen ? words.giveAnew : words.give)}</Button>
          {isOpen ? <Button look="quiet" glyph={IconCircleOff} state={sending.state} aria-label={`${say(words.end)}: ${one.name}`} onClick={end}>{say(words.end)}</Button> : null}
          {isOpen ? <span className="soft">{say(words.giveAnewWhy)}</span> : null}
        </div>
      ) : null}
    </div>
  );
}
