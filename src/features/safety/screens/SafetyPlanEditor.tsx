import { IconLock } from "@tabler/icons-react";
import { Button } from "#ui/Button.tsx";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { useApi } from "#ui/client.ts";
import { DraftState } from "#ui/DraftState.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { useAccount } from "#ui/useAccount.ts";
import { forgetKeptDraft, type ServerDraft, useKeptDraft } from "#ui/useKeptDraft.ts";
import { useSending } from "#ui/useSending.ts";
import { planParts, type SafetyPlan, type SafetyPlanContent } from "../plans.contract.ts";
import { partNames, words } from "../plans.screens.words.ts";
import { usePlansChanged } from "./changed.ts";

const draftOf = ({ content, revision, savedAt }: SafetyPlan): ServerDraft<SafetyPlanContent> => ({ content, revision, savedAt });

/** A plan while it is written with its adult: saved as it is typed, until it is kept. */
export function SafetyPlanEditor({ caseId, plan }: { caseId: string; plan: SafetyPlan }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const account = useAccount();
  const changed = usePlansChanged(caseId);
  const { safetyPlanId } = plan;
  const form = `plan-${safetyPlanId}`;
  const sending = useSending(form);
  const draft = useKeptDraft<SafetyPlanContent>({
    id: safetyPlanId,
    from: draftOf(plan),
    save: (content, revision) => api.safety.plans.save({ safetyPlanId, revision, ...content }),
    load: async () => {
      const found = (await api.safety.plans.list({ caseId })).plans.find((one) => one.safetyPlanId === safetyPlanId);
      return found?.keptAt === null ? draftOf(found) : null;
    },
  });
  const { content } = draft;
  const set = (more: Partial<SafetyPlanContent>) => draft.write({ ...content, ...more });
  const told = (of: SafetyPlanContent) => [...planParts, "childWords" as const].map((part) => `${say(partNames[part].name)}: ${of[part]}`).join("\n");
  async function keep() {
    const sent = await sending.send(async () => {
      const revision = await draft.flush();
      await api.safety.plans.keep({ safetyPlanId, revision: revision ?? draft.revision });
      await forgetKeptDraft(account, safetyPlanId);
    });
    if (sent) await changed();
  }
  const area = (part: Exclude<keyof typeof partNames, "codeWord">) => (
    <TextArea key={part} id={sending.id(part)} label={say(partNames[part].name)} hint={say(partNames[part].hint)} rows={2} value={content[part]} maxLength={4000} error={sending.errorOf(part)} onChange={(text) => set({ [part]: text })} />
  );
  return (
    <section aria-labelledby={`${form}-title`}>
      <h4 id={`${form}-title`}>{words.draft[language](plan.number)}</h4>
      <DraftState draft={draft} told={told} words={words} />
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <div id={form} tabIndex={-1} className="fields">
        {(["warningSigns", "helps", "peoplePlaces", "contacts", "childWords"] as const).map(area)}
        <RadioGroup id={sending.id("childIn")} label={say(words.childIn)} value={content.childIn} onChange={(next) => set({ childIn: next === "child_chart" ? "child_chart" : "caregiver" })} options={[{ value: "caregiver", label: say(words.childOwn) }, { value: "child_chart", label: say(words.childChart), hint: say(words.childChartWhy) }]} />
        {area("papers")}
        <TextField id={sending.id("codeWord")} label={say(partNames.codeWord.name)} hint={say(partNames.codeWord.hint)} value={content.codeWord} maxLength={200} error={sending.errorOf("codeWord")} onChange={(text) => set({ codeWord: text })} />
        <DateField id={sending.id("reviewOn")} label={say(words.reviewOn)} value={content.reviewOn ?? ""} error={sending.errorOf("reviewOn")} onChange={(next) => set({ reviewOn: next === "" ? null : next })} />
      </div>
      <p className="soft">{say(words.keepWhy)}</p>
      <p>
        <Button look="main" glyph={IconLock} state={sending.state} onClick={() => void keep()}>
          {say(words.keep)}
        </Button>
      </p>
    </section>
  );
}
