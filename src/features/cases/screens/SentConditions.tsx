import { Button } from "#ui/Button.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { useSending } from "#ui/useSending.ts";
import { words } from "../chart.words.ts";
import { useCaseChanged } from "./useCase.ts";
import { useToday } from "./useToday.ts";

const isCode = (code: string) => /^[A-TV-Z]\d[0-9A-Z](\.[0-9A-Z]{1,4})?$/.test(code);

/** Conditions that came with the referral and are not in the chart yet: one press records each, nothing is typed again. */
export function SentConditions({ caseId, referralId, known }: { caseId: string; referralId: string; known: readonly string[] }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = useCaseChanged(caseId);
  const today = useToday();
  const sending = useSending("sent-condition");
  const referral = useAnswer(["intake.get", referralId], (asked) => asked.intake.get({ referralId }));
  const sent = (referral.data?.sentAlong?.conditions ?? []).filter((one) => isCode(one.code) && /icd-10/i.test(one.system) && !known.includes(one.code));
  if (sent.length === 0) return null;
  const record = (code: string) =>
    sending.send(async () => {
      await api.diagnoses.add({ caseId, code, foundOn: today, source: say(words.sent) });
      await changed();
    });
  return (
    <section className="part" aria-labelledby="sent">
      <h2 id="sent">{say(words.sent)}</h2>
      <ErrorSummary errors={sending.errors} attempt={sending.attempt} />
      <ul className="facts">
        {sent.map((one) => (
          <li key={one.code}>
            <strong>{one.code}</strong>
            <span>{one.display}</span>
            <Button state={sending.state} onClick={() => void record(one.code)}>
              {words.recordIt[language](one.code)}
            </Button>
          </li>
        ))}
      </ul>
    </section>
  );
}
