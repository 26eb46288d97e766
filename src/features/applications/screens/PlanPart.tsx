import { IconClock } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { DefinitionStrip } from "#ui/DefinitionStrip.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextField } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import { dateInZone } from "#kernel/dates.ts";
import { type ApplicationSettings, applicationSettings, type CohortPlan, type Peer } from "../contract.ts";
import { words } from "../screens.words.ts";
import { distanceNames, languageNames, settingNames, statusNames } from "../words.ts";

type Plan = { cohorts: CohortPlan[]; load: { staffId: string; name: string; reads: number; toScore: number }[]; settings: ApplicationSettings; isShipped: boolean; maySet: boolean };

/** The cohorts with their places and what was applied for, peers for singles, who reads how much, and what is kept. */
export function PlanPart({ plan }: { plan: Plan }) {
  const { say, language } = useLanguage();
  const years = [...new Set(plan.cohorts.map((one) => one.startsOn.slice(0, 4)))].toSorted();
  return (
    <>
      <section className="part" aria-labelledby="plan">
        <h2 id="plan">{say(words.plan)}</h2>
        <p className="soft">{say(words.perYear)} {years.map((year) => words.yearCount[language](year, plan.cohorts.filter((one) => one.startsOn.startsWith(year)).length)).join(" · ")}</p>
        {plan.cohorts.map((one) => (
          <Cohort key={one.cohortId} cohort={one} />
        ))}
      </section>
      <section className="part" aria-labelledby="load">
        <h2 id="load">{say(words.load)}</h2>
        <div className="application-facts">
          <DefinitionStrip look="list" definitions={plan.load.map((one) => ({ label: one.name, value: words.loadOf[language](one.reads, one.toScore) }))} />
        </div>
      </section>
      <section className="part" aria-labelledby="application-settings">
        <h2 id="application-settings">{say(words.settings)}</h2>
        <p>
          {words.settingsSay[language](plan.settings.linkDays, plan.settings.keepDays)} {plan.isShipped ? <span className="soft">{say(words.shipped)}</span> : null}
        </p>
        {plan.maySet ? <FormPanel verb={say(words.change)} glyph={IconClock}>{(close) => <SettingsForm settings={plan.settings} close={close} />}</FormPanel> : null}
      </section>
    </>
  );
}

function Cohort({ cohort }: { cohort: CohortPlan }) {
  const { say, language, day } = useLanguage();
  const counts = Object.entries(cohort.counts).map(([status, count]) => `${say(statusNames[status] ?? words.one)} ${count}`).join(" · ");
  const isWaiting = (cohort.counts.waiting ?? 0) > 0 && cohort.taken < cohort.places;
  return (
    <div className="application-cohort">
      <h3>{cohort.name}</h3>
      <DefinitionStrip
        definitions={[
          { label: say(words.dates), value: words.runs[language](day(cohort.startsOn, "full"), day(cohort.endsOn, "full")) },
          { label: say(words.seats), value: words.places[language](cohort.taken, cohort.places) },
          { label: say(words.counts), value: counts === "" ? "0" : counts },
          { label: say(words.applies), value: cohort.appliesFrom === null || cohort.appliesTo === null ? say(words.noApplies) : words.runs[language](day(cohort.appliesFrom, "full"), day(cohort.appliesTo, "full")) },
        ]}
      />
      {isWaiting ? <p><Link href={`/app/applications?status=waiting&cohortId=${cohort.cohortId}`}>{say(words.nextWaiting)}</Link></p> : null}
      <Peers cohort={cohort} />
    </div>
  );
}

function Peers({ cohort }: { cohort: CohortPlan }) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`peers-${cohort.cohortId}`);
  const found = useAnswer(["applications.peers", cohort.cohortId], (asked) => asked.applications.peers({ cohortId: cohort.cohortId }));
  if (found.data === undefined || (found.data.proposed.length === 0 && found.data.confirmed.length === 0)) return null;
  const act = (work: () => Promise<unknown>) =>
    void sending.send(async () => {
      await work();
      await refresh(["applications.peers", cohort.cohortId]);
    });
  return (
    <div id={`peers-${cohort.cohortId}`} tabIndex={-1}>
      <h4>{say(words.peers)}</h4>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <ul className="peer-groups">
        {found.data.proposed.map((group) => (
          <li key={group.peers.map((one) => one.code).join()}>
            <div>
              <strong>{say(words.proposed)}</strong> <People peers={group.peers} />
              <p className={group.fits ? "soft" : "asks"}>{group.reasons.map((one) => say(words.reasons[one])).join(" · ")}</p>
            </div>
            {group.peers.length < 2 ? null : <Button state={sending.state} aria-label={`${say(words.confirm)}: ${group.peers.map((one) => one.name ?? one.code).join(", ")}`} onClick={() => act(() => api.applications.confirmPeers({ cohortId: cohort.cohortId, applicationIds: group.peers.map((one) => one.applicationId) }))}>{say(words.confirm)}</Button>}
          </li>
        ))}
        {found.data.confirmed.map((group) => (
          <li key={group.groupId}>
            <div>
              <strong>{say(words.confirmed)}</strong> <People peers={group.peers} />
              <p className="soft">{words.by[language](group.by ?? "", day(dateInZone(group.at, me.agency.timeZone), "full"))}</p>
            </div>
            <Button look="quiet" state={sending.state} aria-label={`${say(words.part)}: ${group.peers.map((one) => one.name ?? one.code).join(", ")}`} onClick={() => act(() => api.applications.partPeers({ cohortId: cohort.cohortId, groupId: group.groupId }))}>{say(words.part)}</Button>
          </li>
        ))}
      </ul>
    </div>
  );
}

function People({ peers }: { peers: readonly Peer[] }) {
  const { say, language } = useLanguage();
  return (
    <ul className="peer-people">
      {peers.map((one) => (
        <li key={one.applicationId}>
          <Link href={`/app/applications/${one.applicationId}`}>{one.name ?? one.code}</Link> <span className="soft">{[one.setting === "" ? null : say(settingNames[one.setting]), one.languages.map((each) => say(languageNames[each])).join(", "), one.distance === "" ? null : say(distanceNames[one.distance]), one.area === "" ? null : words.areaOf[language](one.area)].filter((each) => each !== null && each !== "").join(" · ")}</span>
        </li>
      ))}
    </ul>
  );
}

function SettingsForm({ settings, close }: { settings: ApplicationSettings; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("application-settings-form");
  const [link, setLink] = useState(String(settings.linkDays));
  const [keep, setKeep] = useState(String(settings.keepDays));
  async function submit() {
    const read = applicationSettings.safeParse({ linkDays: Number(link), keepDays: Number(keep) });
    const isKept = await sending.send(
      async () => {
        if (read.success) await api.applications.setSettings(read.data);
        await refresh(["applications.plan"]);
      },
      read.success ? [] : [{ path: String(read.error.issues[0]?.path[0] ?? "keepDays"), message: say(words.needDays) }],
    );
    if (isKept) close();
  }
  return (
    <SendForm name="application-settings-form" sending={sending} submit={say(words.keep)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("linkDays")} label={say(words.linkDays)} width="short" inputMode="numeric" value={link} onChange={setLink} error={sending.errorOf("linkDays")} />
      <TextField id={sending.id("keepDays")} label={say(words.keepDays)} width="short" inputMode="numeric" value={keep} onChange={setKeep} error={sending.errorOf("keepDays")} />
    </SendForm>
  );
}
