import { IconBellRinging } from "@tabler/icons-react";
import { Button, ButtonLink } from "#ui/Button.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { EmptyState } from "#ui/States.tsx";
import { useSending } from "#ui/useSending.ts";
import type { Alert } from "../oncall.contract.ts";
import { words } from "../oncall.screens.words.ts";
import { alertPlaceNames } from "../oncall.words.ts";
import { useMomentWords } from "./OneReview.tsx";

/** What waits for whoever is signed in, since they were called. `alone` where nothing else stands on the page. */
export function Alerts({ place }: { place: "alone" | "above" }) {
  const { say } = useLanguage();
  const found = useAnswer(["safety.alerts.list"], (api) => api.safety.alerts.list());
  const alerts = found.data?.alerts ?? [];
  if (alerts.length === 0) return place === "alone" && found.data !== undefined ? <EmptyState sentence={say(words.nothing)} /> : null;
  return (
    <section className="part" aria-labelledby="alerts">
      <h2 id="alerts">{say(words.waits)}</h2>
      <ul className="safety-list">
        {alerts.map((one) => (
          <OneAlert key={one.alertId} alert={one} />
        ))}
      </ul>
    </section>
  );
}

function OneAlert({ alert }: { alert: Alert }) {
  const { say, language } = useLanguage();
  const moment = useMomentWords();
  const api = useApi();
  const refresh = useRefresh();
  const form = `alert-${alert.alertId}`;
  const sending = useSending(form);
  const take = () =>
    sending.send(async () => {
      await api.safety.alerts.acknowledge({ alertId: alert.alertId });
      await refresh(["safety.alerts.list"], ["safety.list"], ["safety.get", alert.alertId], ["day.today"]);
    });
  return (
    <li id={form} tabIndex={-1}>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <p>
        <Icon glyph={IconBellRinging} /> <strong>{say(words.something)}.</strong> {words.waitsWhy[language](say(alertPlaceNames[alert.standsAs]), moment(alert.toldAt))}{" "}
        {alert.opens === "here" ? null : words.callThem[language](alert.clinicians.join(", "))}
      </p>
      {alert.acknowledgedAt === null ? null : <p role="status">{words.takenBy[language](alert.acknowledgedByName ?? "", moment(alert.acknowledgedAt))}</p>}
      <div className="buttons">
        {alert.acknowledgedAt === null ? (
          <Button look="blocking" state={sending.state} onClick={() => void take()}>
            {say(words.take)}
          </Button>
        ) : null}
        {alert.opens === "here" ? <ButtonLink href={`/app/reviews?review=${alert.alertId}`}>{say(words.open)}</ButtonLink> : null}
      </div>
    </li>
  );
}
