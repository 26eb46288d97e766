import { IconLock, IconPlus, IconTrash } from "@tabler/icons-react";
import { Button } from "#ui/Button.tsx";
import { RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { DraftState } from "#ui/DraftState.tsx";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { MomentField } from "#ui/MomentField.tsx";
import { DateField, TextArea, TextField } from "#ui/TextField.tsx";
import { useAccount } from "#ui/useAccount.ts";
import { forgetKeptDraft, type ServerDraft, useKeptDraft } from "#ui/useKeptDraft.ts";
import { useSending } from "#ui/useSending.ts";
import { words as draftWords } from "../plans.screens.words.ts";
import { accountWays, dangers, type Report, type ReportContent } from "../reports.contract.ts";
import { dangerNames, howNames, reportLabels, words, yesNo } from "../reports.screens.words.ts";
import { useReportChanged } from "./changed.ts";

const draftOf = ({ content, revision, savedAt }: Report): ServerDraft<ReportContent> => ({ content, revision, savedAt });
const orNull = <T extends string>(value: string, among: readonly T[]): T | null => among.find((one) => one === value) ?? null;

/** A report while it is written: saved as it is typed, in the order in which one is asked on the telephone, until it is closed. */
export function ReportForm({ report }: { report: Report }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const account = useAccount();
  const { reportId } = report;
  const changed = useReportChanged(reportId);
  const sending = useSending("report");
  const staff = useAnswer(["workforce.listStaff"], (asked) => asked.workforce.listStaff());
  const draft = useKeptDraft<ReportContent>({
    id: reportId,
    from: draftOf(report),
    save: (content, revision) => api.safety.reports.save({ reportId, revision, ...content }),
    load: async () => {
      const found = await api.safety.reports.get({ reportId });
      return found.closedAt === null ? draftOf(found) : null;
    },
  });
  const { content } = draft;
  const set = (more: Partial<ReportContent>) => draft.write({ ...content, ...more });
  const setAccount = (place: number, more: Partial<ReportContent["accounts"][number]>) => set({ accounts: content.accounts.map((one, at) => (at === place ? { ...one, ...more } : one)) });
  const told = (of: ReportContent) => [of.children, of.allegations, ...of.accounts.map((one) => one.words), of.outcome].filter((one) => one !== "").join("\n");
  async function close() {
    const sent = await sending.send(async () => {
      const revision = await draft.flush();
      await api.safety.reports.close({ reportId, revision: revision ?? draft.revision });
      await forgetKeptDraft(account, reportId);
    });
    if (sent) await changed();
  }
  const area = (key: "children" | "allegations" | "access" | "allegedPerson" | "dangerWords" | "caregiverWords" | "outcome", most: number) => <TextArea id={sending.id(key)} label={say(reportLabels[key])} rows={2} value={content[key]} maxLength={most} error={sending.errorOf(key)} onChange={(text) => set({ [key]: text })} />;
  const field = (key: "oralAgency" | "oralStaff" | "oralReference") => <TextField id={sending.id(key)} label={say(reportLabels[key])} value={content[key]} maxLength={200} error={sending.errorOf(key)} onChange={(text) => set({ [key]: text })} />;
  const moment = (key: "knownAt" | "oralAt" | "writtenDueAt", hint?: string) => <MomentField id={sending.id(key)} label={say(reportLabels[key])} hint={hint} value={content[key]} error={sending.errorOf(key)} onChange={(value) => set({ [key]: value })} />;
  return (
    <>
      <DraftState draft={draft} told={told} words={draftWords} />
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <div id="report" tabIndex={-1} className="fields">
        {area("children", 1000)}
        {area("allegations", 8000)}
        <div id={sending.id("accounts")} tabIndex={-1}>
          <h4>{say(words.accounts)}</h4>
          {sending.errorOf("accounts") === null ? null : <p className="field-error">{sending.errorOf("accounts")}</p>}
          {content.accounts.map((one, place) => (
            <fieldset key={place} className="safety-account">
              <legend>{words.account[language](place + 1)}</legend>
              <SelectField id={sending.id(`accounts.${place}.how`)} label={say(words.how)} value={one.how} onChange={(next) => setAccount(place, { how: orNull(next, accountWays) ?? "seen" })} options={accountWays.map((value) => ({ value, label: say(howNames[value]) }))} />
              <DateField id={sending.id(`accounts.${place}.on`)} label={say(words.on)} value={one.on ?? ""} error={sending.errorOf(`accounts.${place}.on`)} onChange={(next) => setAccount(place, { on: next === "" ? null : next })} />
              <TextArea id={sending.id(`accounts.${place}.words`)} label={say(words.exactly)} rows={2} value={one.words} maxLength={4000} error={sending.errorOf(`accounts.${place}.words`)} onChange={(text) => setAccount(place, { words: text })} />
              <p>
                <Button look="quiet" glyph={IconTrash} aria-label={`${say(words.remove)}: ${words.account[language](place + 1)}`} onClick={() => set({ accounts: content.accounts.filter((_, at) => at !== place) })}>
                  {say(words.remove)}
                </Button>
              </p>
            </fieldset>
          ))}
          <p>
            <Button glyph={IconPlus} onClick={() => set({ accounts: [...content.accounts, { how: "said", on: null, words: "" }] })}>
              {say(words.addAccount)}
            </Button>
          </p>
        </div>
        {area("allegedPerson", 1000)}
        {area("access", 2000)}
        <RadioGroup id={sending.id("danger")} label={say(reportLabels.danger)} value={content.danger ?? ""} error={sending.errorOf("danger")} onChange={(next) => set({ danger: orNull(next, dangers) })} options={dangers.map((value) => ({ value, label: say(dangerNames[value]) }))} />
        {area("dangerWords", 2000)}
        {moment("knownAt")}
        {moment("oralAt")}
        {field("oralAgency")}
        {field("oralStaff")}
        {field("oralReference")}
        {moment("writtenDueAt", report.writtenReportHours === null ? say(words.dueUnset) : words.dueLocal[language](report.writtenReportHours))}
        <SelectField id={sending.id("supervisorId")} label={say(reportLabels.supervisorId)} empty={say(words.nobody)} value={content.supervisorId ?? ""} error={sending.errorOf("supervisorId")} onChange={(next) => set({ supervisorId: next === "" ? null : next })} options={(staff.data?.staff ?? []).filter((one) => one.roles.includes("supervisor")).map((one) => ({ value: one.staffId, label: one.name }))} />
        <RadioGroup id={sending.id("caregiverTold")} label={say(reportLabels.caregiverTold)} value={content.caregiverTold ?? ""} error={sending.errorOf("caregiverTold")} onChange={(next) => set({ caregiverTold: orNull(next, ["yes", "no"] as const) })} options={(["yes", "no"] as const).map((value) => ({ value, label: say(yesNo[value]) }))} />
        {area("caregiverWords", 2000)}
        {area("outcome", 4000)}
      </div>
      <p className="soft">{say(words.closeWhy)}</p>
      <p>
        <Button look="main" glyph={IconLock} state={sending.state} onClick={() => void close()}>
          {say(words.close)}
        </Button>
      </p>
    </>
  );
}
