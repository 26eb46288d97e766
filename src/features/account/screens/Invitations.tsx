import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import type { SentInvitation } from "#features/account/access.contract.ts";
import { Button } from "#ui/Button.tsx";
import { useApi, useMe } from "#ui/client.ts";
import { type Column, DataTable } from "#ui/DataTable.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { EmptyState } from "#ui/States.tsx";
import { useSending } from "#ui/useSending.ts";
import { administrationWords as words, invitationNames } from "../administration.screens.words.ts";
import { words as accountWords } from "../screens.words.ts";
import { CopyText } from "./CopyText.tsx";

type Made = { link: string; letter: "sends" | "demo" | "not_set_up" };

/** How each invitation stands, those still to be taken up first; to send it anew, and to withdraw it. */
export function Invitations({ invitations, onChanged }: { invitations: readonly SentInvitation[]; onChanged: () => Promise<void> }) {
  const { say, language, day } = useLanguage();
  const api = useApi();
  const me = useMe();
  const sending = useSending("invitations");
  const [made, setMade] = useState<Made | null>(null);
  const on = (moment: string) => day(dateInZone(moment, me.agency.timeZone), "full");
  const resend = (staffId: string) =>
    sending.send(async () => {
      setMade(await api.access.resendInvitation({ staffId }));
      await onChanged();
    });
  const withdraw = (staffId: string) => sending.send(() => api.access.withdrawInvitation({ staffId }).then(onChanged));
  const columns: Column<SentInvitation>[] = [
    {
      key: "name",
      label: say(accountWords.name),
      cell: (one) => (
        <>
          {one.name}
          <span className="under soft">{one.email}</span>
        </>
      ),
    },
    {
      key: "state",
      label: say(words.invitations),
      cell: (one) => (
        <>
          {say(invitationNames[one.state])} {one.state === "open" ? words.until[language](on(one.expiresAt)) : ""}
          <span className="under soft">{words.sentOn[language](on(one.sentAt))}</span>
        </>
      ),
    },
    {
      key: "verbs",
      label: "",
      cell: (one) =>
        one.state === "taken_up" ? null : (
          <span className="buttons">
            <Button aria-label={`${say(words.resend)}: ${one.name}`} state={sending.state} onClick={() => void resend(one.staffId)}>
              {say(words.resend)}
            </Button>
            {one.state === "open" ? (
              <Button look="quiet" aria-label={`${say(words.withdraw)}: ${one.name}`} state={sending.state} onClick={() => void withdraw(one.staffId)}>
                {say(words.withdraw)}
              </Button>
            ) : null}
          </span>
        ),
    },
  ];
  return (
    <section className="open-part" aria-labelledby="invitations-head" id="invitations">
      <h2 id="invitations-head">{say(words.invitations)}</h2>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      {made === null ? null : <ShownLink made={made} sentence={say(words.newLink)} />}
      {invitations.length === 0 ? <EmptyState sentence={say(words.noInvitations)}>{say(words.invitedThere)} <Link href="/app/programme">{say(words.toInvite)}</Link></EmptyState> : <DataTable caption={say(words.invitations)} rows={invitations} rowKey={(one) => one.staffId} phone="cards" columns={columns} />}
    </section>
  );
}

/** A link that works once, shown this once, with whether it left by mail too; null where it went to the person alone. */
export function ShownLink({ made, sentence }: { made: Omit<Made, "link"> & { link: string | null }; sentence: string }) {
  const { say } = useLanguage();
  return (
    <div className="fields" role="status">
      <p>{sentence}</p>
      {made.link === null ? null : (
        <>
          <CopyText label={say(words.link)} text={made.link} />
          <p className="soft">{say(words.letter[made.letter])}</p>
        </>
      )}
    </div>
  );
}
