import { useState } from "react";
import { useKeptText } from "#features/notes/screens/useKeptText.ts";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import type { PacketView } from "../contract.ts";
import { capacityNames, challengeNames } from "../fidelity.words.ts";
import { words } from "../screens.words.ts";
import { ratingScales } from "../shapes.contract.ts";
import { applyRatings, askedKeys } from "../suggest.rules.ts";
import { Ratings } from "./Ratings.tsx";

/** Asks again for what a packet changes. */
export function usePacketChanged(caseId: string): () => Promise<void> {
  const refresh = useRefresh();
  return () => refresh(["fidelity.list", caseId], ["fidelity.packet", caseId], ["day.today"]);
}

/** The whole packet to confirm: ratings that one may change, the two that are asked, and words of one's own. Nothing else is asked. */
export function ConfirmForm({ caseId, view, onDone }: { caseId: string; view: PacketView; onDone: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = usePacketChanged(caseId);
  const { slotId, version } = view.packet;
  const form = `confirm-${slotId.replaceAll(".", "-")}`;
  const sending = useSending(form);
  const held = useAnswer(["fidelityPacks.rules"], (ask) => ask.fidelityPacks.rules());
  const before = view.confirmed?.ratings ?? null;
  const was = (key: string) => before?.ratings.find((one) => one.key === key)?.value ?? "";
  const live = view.live!;
  const suggested = live.content.ratings?.ratings ?? [];
  // A correction begins with what was changed before.
  const [own, setOwn] = useState<ReadonlyMap<string, string | null>>(() => new Map((before?.ratings ?? []).filter((one) => one.value !== one.suggestion && !(Object.values(askedKeys) as string[]).includes(one.key)).map((one) => [one.key, one.value])));
  const [challenge, setChallenge] = useState(was(askedKeys.challenge));
  const [capacity, setCapacity] = useState(was(askedKeys.capacity));
  const [reflection, setReflection, forget] = useKeptText(`fidelity:${caseId}:${slotId}`, before?.reflection ?? "");
  const [strained, able] = [ratingScales.challenge.find((one) => one === challenge) ?? null, ratingScales.capacity.find((one) => one === capacity) ?? null];
  const changes = [...own].map(([key, value]) => ({ key, value }));
  const ratings = held.data === undefined ? suggested : applyRatings(suggested, { changed: changes, challenge: strained, capacity: able }, held.data.rules);
  function change(key: string, value: string | null): void {
    const suggestion = ratings.find((one) => one.key === key)?.suggestion ?? null;
    setOwn((kept) => new Map([...[...kept].filter(([other]) => other !== key), ...(value === suggestion ? [] : [[key, value] as const])]));
  }
  async function confirm() {
    const wrong = [...(strained === null ? [{ path: "challenge", message: say(words.needAnswer) }] : []), ...(able === null ? [{ path: "capacity", message: say(words.needAnswer) }] : [])];
    const sent = await sending.send(async () => {
      await api.fidelity.confirm({ caseId, slotId, version, hash: live.hash, changed: changes, challenge: strained!, capacity: able!, reflection });
      await forget();
      await changed();
    }, wrong);
    if (sent) onDone();
  }
  return (
    <SendForm name={form} sending={sending} submit={say(version === 0 ? words.confirm : words.correct)} onSubmit={() => void confirm()}>
      <div className="fidelity-ratings">
        <Ratings caseId={caseId} content={live.content} ratings={ratings} onChange={change} />
      </div>
      <h3>{say(words.twoQuestions)}</h3>
      <RadioGroup id={sending.id("challenge")} label={say(words.askChallenge)} error={sending.errorOf("challenge")} value={challenge} onChange={setChallenge} options={ratingScales.challenge.map((value) => ({ value, label: say(challengeNames[value]) }))} />
      <RadioGroup id={sending.id("capacity")} label={say(words.askCapacity)} error={sending.errorOf("capacity")} value={capacity} onChange={setCapacity} options={ratingScales.capacity.map((value) => ({ value, label: say(capacityNames[value]) }))} />
      <TextArea id={sending.id("reflection")} label={say(words.reflection)} hint={say(words.reflectionHint)} need="optional" error={sending.errorOf("reflection")} value={reflection} maxLength={4000} onChange={setReflection} />
      {own.size === 0 ? null : <p className="soft small">{words.changedNow[language](own.size)}</p>}
    </SendForm>
  );
}
