import { IconArrowBackUp } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { Button } from "#ui/Button.tsx";
import { CheckField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { SaidRefusal, sentenceFor, useSending } from "#ui/useSending.ts";
import type { OfferLook, OfferRow } from "../offers.contract.ts";
import { offerWords as words } from "../offers.words.ts";
import { FigureTable } from "./FigureTable.tsx";
import "./applications.css";

type Looked = { code: string; offer: OfferLook; changed: "no" | "yes" };

/** Figures of one's own agency for an application to training: seen exactly as they would be sent, and sent by a yes alone. */
export default function OfferScreen() {
  const { say, language } = useLanguage();
  usePageTitle(words.title);
  const found = useAnswer(["readiness.offers"], (api) => api.readiness.offers());
  const [looked, setLooked] = useState<Looked | null>(null);
  const [sent, setSent] = useState<"no" | "yes">("no");
  return (
    <div className="page">
      <PageHeader title={say(words.title)} back={{ href: "/app/outcomes", label: say(words.back) }} />
      <p>{say(words.lead)}</p>
      <p role="status">{sent === "yes" ? say(words.sent) : ""}</p>
      {looked === null ? (
        <CodeForm
          onLook={(one) => {
            setSent("no");
            setLooked(one);
          }}
        />
      ) : (
        <Agree
          key={looked.offer.hash}
          looked={looked}
          onChange={setLooked}
          onSent={() => {
            setSent("yes");
            setLooked(null);
          }}
        />
      )}
      <section className="part" aria-labelledby="given">
        <h2 id="given">{say(words.given)}</h2>
        {found.isPending ? <Loading rows={3} /> : null}
        {found.isError ? <ErrorState sentence={sentenceFor(found.error, language)} verb={{ run: () => void found.refetch() }} /> : null}
        {found.data?.offers.length === 0 ? <EmptyState sentence={say(words.none)} /> : null}
        {found.data?.offers.map((one) => <Given key={one.offerId} offer={one} />)}
      </section>
    </div>
  );
}

function CodeForm({ onLook }: { onLook: (looked: Looked) => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const sending = useSending("look");
  const [code, setCode] = useState("");
  const submit = () =>
    sending.send(async () => {
      const { offer } = await api.readiness.look({ code });
      if (offer === null) throw new SaidRefusal([{ path: "code", message: say(words.nothing) }]);
      onLook({ code, offer, changed: "no" });
    }, code.trim() === "" ? [{ path: "code", message: say(words.needCode) }] : []);
  return (
    <SendForm name="look" label={say(words.look)} sending={sending} submit={say(words.look)} onSubmit={() => void submit()}>
      <TextField id={sending.id("code")} label={say(words.code)} hint={say(words.codeHint)} need="required" value={code} onChange={setCode} error={sending.errorOf("code")} maxLength={40} />
    </SendForm>
  );
}

function Agree({ looked, onChange, onSent }: { looked: Looked; onChange: (next: Looked | null) => void; onSent: () => void }) {
  const { say, day } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("agree");
  const [agrees, setAgrees] = useState<"yes" | "no">("no");
  const { code, offer } = looked;
  async function submit() {
    const next: { looked: Looked | null } = { looked: null };
    const isDone = await sending.send(async () => {
      const { outcome } = await api.readiness.agree({ code, hash: offer.hash, agrees: true });
      if (outcome === "nothing") throw new SaidRefusal([{ path: "agrees", message: say(words.nothing) }]);
      if (outcome === "sent") return refresh(["readiness.offers"]);
      const { offer: anew } = await api.readiness.look({ code });
      next.looked = anew === null ? null : { code, offer: anew, changed: "yes" };
    }, agrees === "yes" ? [] : [{ path: "agrees", message: say(words.needAgree) }]);
    if (!isDone) return;
    if (next.looked === null) onSent();
    else onChange(next.looked);
  }
  return (
    <section className="part" aria-labelledby="would">
      <h2 id="would">{say(words.would)}</h2>
      {looked.changed === "yes" ? <p role="alert">{say(words.changed)}</p> : null}
      <p>
        {say(words.forWhom(offer.collaborative, offer.cohort, offer.code))} {say(words.until(day(offer.until, "full")))}
      </p>
      <FigureTable caption={say(words.would)} figures={offer.figures} said={null} />
      <SendForm name="agree" label={say(words.send)} sending={sending} submit={say(words.send)} onSubmit={() => void submit()}>
        <CheckField id={sending.id("agrees")} label={say(words.agrees)} value={agrees} onChange={setAgrees} error={sending.errorOf("agrees")} />
      </SendForm>
      <Button look="quiet" onClick={() => onChange(null)}>
        {say(words.leave)}
      </Button>
    </section>
  );
}

function Given({ offer }: { offer: OfferRow }) {
  const { say, day } = useLanguage();
  const me = useMe();
  const dayOf = (at: string) => day(dateInZone(at, me.agency.timeZone), "full");
  const { state, takenBackAt } = offer;
  return (
    <article className="application-cohort" aria-labelledby={`offer-${offer.offerId}`}>
      <h3 id={`offer-${offer.offerId}`}>{`${offer.collaborative}, ${offer.cohort} (${offer.code})`}</h3>
      <p>{say(words.agreedBy(offer.agreedBy ?? say(words.somebody), dayOf(offer.agreedAt)))}</p>
      <p>{takenBackAt === null ? say(words.states[state]) : say(words.takenBackBy(offer.takenBackBy ?? say(words.somebody), dayOf(takenBackAt)))}</p>
      <details className="fold">
        <summary>{say(words.asSent)}</summary>
        <FigureTable caption={say(words.asSent)} figures={offer.figures} said={null} />
      </details>
      {state === "open" ? <FormPanel verb={say(words.takeBack)} glyph={IconArrowBackUp} about={offer.code}>{(close) => <TakeBack offerId={offer.offerId} close={close} />}</FormPanel> : null}
    </article>
  );
}

function TakeBack({ offerId, close }: { offerId: string; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending(`back-${offerId}`);
  async function submit() {
    const isDone = await sending.send(async () => {
      await api.readiness.takeBack({ offerId });
      await refresh(["readiness.offers"]);
    });
    if (isDone) close();
  }
  return (
    <SendForm name={`back-${offerId}`} sending={sending} submit={say(words.takeBack)} look="danger" onSubmit={() => void submit()} onCancel={close}>
      <p>{say(words.takeBackText)}</p>
    </SendForm>
  );
}
