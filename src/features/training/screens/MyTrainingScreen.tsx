import { IconKey, IconRefresh, IconUnlink } from "@tabler/icons-react";
import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { CheckField, Segments } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import type { OwnPlace } from "../cohorts.contract.ts";
import { roleNames, words } from "../screens.words.ts";
import { MaterialList } from "./Materials.tsx";
import { PathSteps } from "./PathSteps.tsx";
import { RecordList } from "./RecordList.tsx";
import { VisitList } from "./VisitList.tsx";

/** One's own way to graduation, with exactly what is lent to the collaborative. */
export default function MyTrainingScreen() {
  const { say, language } = useLanguage();
  const me = useMe();
  usePageTitle(words.training);
  const found = useAnswer(["training.mine"], (api) => api.training.mine());
  return (
    <div className="page">
      <PageHeader title={say(words.training)} />
      {found.isPending ? <Loading rows={6} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data === undefined ? null : (
        <>
          {found.data.places.length === 0 ? <EmptyState sentence={say(words.noPlace)} /> : null}
          {found.data.places.map((one) => (
            <Place key={one.seatId} place={one} />
          ))}
          {hasRole(me, "clinician", "trainee") && found.data.places.some((one) => one.boundTo === null) ? <OwnCases /> : null}
          <FormPanel verb={say(words.takePlace)} glyph={IconKey}>{(close) => <TakeForm agreement={found.data.agreement} close={close} />}</FormPanel>
        </>
      )}
    </div>
  );
}

function Place({ place }: { place: OwnPlace }) {
  const { say, day, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const gathering = useSending("gather");
  const isLending = place.boundTo === null;
  return (
    <section className="part" aria-label={place.cohort}>
      <p>
        <strong>{place.cohort}</strong> <span className="soft">{[place.collaborative, say(roleNames[place.role])].join(" · ")}</span>
      </p>
      {isLending ? null : <p role="status">{words.lentUntil[language](day(place.boundTo!, "full"))}</p>}
      <PathSteps path={place.path} />
      {isLending ? (
        <div className="buttons" id="gather" tabIndex={-1}>
          <Button
            look="second"
            glyph={IconRefresh}
            state={gathering.state}
            onClick={() =>
              void gathering.send(async () => {
                await api.training.gather();
                await refresh(["training.mine"]);
              })
            }
          >
            {say(words.gather)}
          </Button>
          <span role="alert">{gathering.errors[0]?.message ?? ""}</span>
        </div>
      ) : null}
      <section className="part" aria-label={say(words.materials)}>
        <h2>{say(words.materials)}</h2>
        <MaterialList materials={place.materials} />
      </section>
      <VisitList visits={place.visits} today={place.path.on} />
      <section className="part" aria-label={say(words.takenDown)}>
        <h2>{say(words.takenDown)}</h2>
        <RecordList records={place.records} />
      </section>
      {place.lent === null ? null : (
        <details className="path-rests">
          <summary>{say(words.exactlyLent)}</summary>
          <pre className="training-code">{JSON.stringify(place.lent, null, 1)}</pre>
        </details>
      )}
      {isLending ? <FormPanel verb={say(words.leavePlace)} glyph={IconUnlink}>{(close) => <LeaveForm seatId={place.seatId} close={close} />}</FormPanel> : null}
    </section>
  );
}

function LeaveForm({ seatId, close }: { seatId: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("leave");
  async function submit() {
    const isLeft = await sending.send(async () => {
      await api.training.leave({ seatId });
      await refresh(["training.mine"]);
    });
    if (isLeft) close();
  }
  return (
    <SendForm name="leave" sending={sending} submit={say(words.leavePlace)} look="danger" onSubmit={() => void submit()} onCancel={close}>
      <p>{say(words.leaveSays)}</p>
    </SendForm>
  );
}

function TakeForm({ agreement, close }: { agreement: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("take");
  const [code, setCode] = useState("");
  const [agrees, setAgrees] = useState<"yes" | "no">("no");
  async function submit() {
    const isTaken = await sending.send(async () => {
      await api.training.take({ code, agrees: true });
      await refresh(["training.mine"], ["training.cases"]);
    }, agrees === "yes" ? [] : [{ path: "agrees", message: say(words.needAgree) }]);
    if (isTaken) close();
  }
  return (
    <SendForm name="take" sending={sending} submit={say(words.takePlace)} onSubmit={() => void submit()} onCancel={close}>
      <TextField id={sending.id("code")} label={say(words.invitationCode)} need="required" value={code} onChange={setCode} error={sending.errorOf("code")} maxLength={100} />
      <p className="training-agreement">{agreement}</p>
      <CheckField id={sending.id("agrees")} label={say(words.agree)} value={agrees} onChange={setAgrees} error={sending.errorOf("agrees")} />
    </SendForm>
  );
}

/** One's families by the code under which they are lent, and which stand for high and for low challenge. */
function OwnCases() {
  const { say, language } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("choose");
  const found = useAnswer(["training.cases"], (one) => one.training.cases());
  return (
    <section className="part" aria-labelledby="own-cases">
      <h2 id="own-cases">{say(words.yourCases)}</h2>
      <p className="soft">{say(words.yourCasesSay)}</p>
      {found.isPending ? <Loading rows={3} /> : null}
      {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
      {found.data?.cases.length === 0 ? <EmptyState sentence={say(words.noCases)} /> : null}
      <p role="alert">{sending.errors[0]?.message ?? ""}</p>
      {found.data?.cases.map((one) => (
        <div key={one.caseId} className="attend-row">
          <span>
            <Link href={`/app/families/${one.caseId}`}>{one.childName}</Link> <span className="soft">{one.code}</span>
          </span>
          <Segments
            legend={`${say(words.challenge)}: ${one.childName}`}
            value={one.challenge ?? "none"}
            onChange={(next) =>
              void sending.send(async () => {
                await api.training.choose({ caseId: one.caseId, challenge: next === "low" || next === "high" ? next : null });
                await refresh(["training.cases"]);
              })
            }
            options={(["none", "low", "high"] as const).map((each) => ({ value: each, label: say(words.challenges[each]) }))}
          />
        </div>
      ))}
    </section>
  );
}
