import { IconPencil } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { issuerWords as words, words as common } from "../screens.words.ts";

type Issuer = { issuerId: string; issuer: string; counts: boolean; decidedBy: string | null; decidedAt: string | null; reason: string };

/** Certificates that became credentials here, and whether the agency counts their issuers' training. */
export default function IssuersScreen() {
  const { say, language, day } = useLanguage();
  const me = useMe();
  usePageTitle(words.title);
  const found = useAnswer(["trainingIssuers.list"], (api) => api.trainingIssuers.list());
  return (
    <div className="page">
      <PageHeader title={say(words.title)} back={{ href: "/app/programme", label: say(words.back) }} />
      <p>{say(words.what)}</p>
      <p className="soft">{say(words.draft)}</p>
      {found.isPending ? <Loading rows={3} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data?.issuers.length === 0 ? <EmptyState sentence={say(words.none)} /> : null}
      {found.data?.issuers.map((one) => (
        <section className="part" key={one.issuerId} aria-labelledby={`issuer-${one.issuerId}`}>
          <h2 id={`issuer-${one.issuerId}`}>{one.issuer}</h2>
          <p>
            <strong>{say(one.counts ? words.counts : words.countsNot)}</strong>
          </p>
          <p className="soft">{one.decidedAt === null ? say(words.undecided) : words.decided[language](one.decidedBy ?? say(common.somebody), day(dateInZone(one.decidedAt, me.agency.timeZone), "full"), one.reason)}</p>
          <ul>
            {found.data.certificates.filter((each) => each.issuerId === one.issuerId).map((each) => (
              <li key={`${each.graduationId} ${each.staffId}`}>
                <strong>{each.name}</strong> <span className="soft">{[each.number.replace(/^(.{4})(.{4})/, "$1-$2-"), day(dateInZone(each.takenAt, me.agency.timeZone), "full"), each.endedAs === null ? "" : say(words[each.endedAs])].filter((part) => part !== "").join(" · ")}</span>
              </li>
            ))}
          </ul>
          {hasRole(me, "administrator") ? <FormPanel verb={say(words.decide)} about={one.issuer} glyph={IconPencil}>{(close) => <DecideForm issuer={one} close={close} />}</FormPanel> : null}
        </section>
      ))}
    </div>
  );
}

function DecideForm({ issuer, close }: { issuer: Issuer; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("decide-issuer");
  const [counts, setCounts] = useState(issuer.counts ? "yes" : "no");
  const [reason, setReason] = useState("");
  async function submit() {
    const isKept = await sending.send(async () => {
      await api.trainingIssuers.decide({ issuerId: issuer.issuerId, counts: counts === "yes", reason });
      await refresh(["trainingIssuers.list"]);
    });
    if (isKept) close();
  }
  return (
    <SendForm name="decide-issuer" sending={sending} submit={say(words.save)} onSubmit={() => void submit()} onCancel={close}>
      <RadioGroup label={issuer.issuer} value={counts} onChange={setCounts} options={[{ value: "yes", label: say(words.counts) }, { value: "no", label: say(words.countsNot) }]} />
      <TextField id={sending.id("reason")} label={say(common.reason)} need="required" value={reason} onChange={setReason} error={sending.errorOf("reason")} maxLength={500} />
    </SendForm>
  );
}
