import { IconUserPlus } from "@tabler/icons-react";
import { useNavigate, useSearch } from "@tanstack/react-router";
import { useRef, useState } from "react";
import { words as caseloadWords } from "#features/caseload/screens.words.ts";
import { ChosenNext, useNextChoices } from "#features/caseload/screens/WhoCanTake.tsx";
import type { ReferralView } from "#features/intake/referrals.contract.ts";
import { words as intakeWords } from "#features/intake/screens.words.ts";
import { SoFar } from "#features/intake/screens/SoFar.tsx";
import { childAgeLabels } from "#features/intake/words.ts";
import { LikeChildren } from "#features/merging/screens/LikeChildren.tsx";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { SendForm } from "#ui/SendForm.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { sentenceFor, useSending } from "#ui/useSending.ts";
import { words } from "../people.words.ts";
import { AdultFields } from "./AdultFields.tsx";
import { LanguageField } from "./LanguageField.tsx";
import { type AdultDraft, blankAdult, checkDraft, draftFrom, inputFrom, livesWithNamed } from "./openCase.ts";
import { useToday } from "./useToday.ts";
import "./cases.css";

/** Opens a case: from a referral with everything that it says filled in, or from nothing. */
export default function OpenCaseScreen({ referralId }: { referralId?: string }) {
  const { say, language } = useLanguage();
  usePageTitle(words.openTitle);
  const referral = useAnswer(["intake.get", referralId], (api) => api.intake.get({ referralId: referralId! }), { when: referralId === undefined ? "not_yet" : "now" });
  const back = referralId === undefined ? { href: "/app/families", label: say(words.openTitle) } : { href: `/app/referrals/${referralId}`, label: say(words.openTitle) };
  return (
    <div className="page">
      <PageHeader title={say(words.openTitle)} back={back} detail={referralId === undefined ? undefined : say(words.openFrom)} />
      {referralId === undefined ? (
        <OpenForm referral={null} />
      ) : referral.isPending ? (
        <Loading rows={5} />
      ) : referral.isError ? (
        <ErrorState sentence={sentenceFor(referral.error, language)} verb={{ run: () => void referral.refetch() }} />
      ) : referral.data.caseId !== null ? (
        <EmptyState sentence={say(words.already)}>
          <Link href={`/app/families/${referral.data.caseId}`}>{say(words.toCase)}</Link>
        </EmptyState>
      ) : (
        <OpenForm referral={referral.data} />
      )}
    </div>
  );
}

function OpenForm({ referral }: { referral: ReferralView | null }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const go = useNavigate();
  const refresh = useRefresh();
  const today = useToday();
  const sending = useSending("open");
  const staff = useAnswer(["workforce.listStaff"], (asked) => asked.workforce.listStaff());
  // Who said yes to this family stands in the address.
  const { clinician } = useSearch({ strict: false }) as { clinician?: unknown };
  const [draft, setDraft] = useState(() => ({ ...draftFrom(referral, today), clinicianId: typeof clinician === "string" ? clinician : "" }));
  const [overReason, setOverReason] = useState("");
  const nextKey = useRef(1);
  const clinicians = (staff.data?.staff ?? []).filter((one) => one.roles.some((role) => role === "clinician" || role === "trainee"));
  const next = useNextChoices(clinicians, draft.child.language, null);
  const asks = next.asksReason(draft.clinicianId) ? "reason" : "nothing";
  const child = (key: keyof typeof draft.child) => ({ id: sending.id(`child.${key}`), value: draft.child[key], onChange: (value: string) => setDraft((before) => ({ ...before, child: { ...before.child, [key]: value } })), error: sending.errorOf(`child.${key}`) });
  const changeAdult = (key: string, change: Partial<AdultDraft>) => setDraft((before) => ({ ...before, adults: before.adults.map((adult) => (adult.key === key ? { ...adult, ...change } : adult)) }));
  const said = referral?.childAge == null ? undefined : words.saidAge[language](intakeWords.years[language](referral.childAge) || say(childAgeLabels[referral.childAge]));
  async function submit() {
    const sentences = Object.fromEntries((["needName", "needBirth", "needFuture", "needChoice", "needDocument", "needScope", "needDay", "needOrder", "needValue"] as const).map((key) => [key, say(words[key])])) as Parameters<typeof checkDraft>[2];
    await sending.send(async () => {
      const { caseId } = await api.cases.open({ ...inputFrom(draft, referral?.referralId ?? null), overReason: asks === "reason" ? overReason.trim() : null });
      await refresh(["intake.get"], ["intake.list"], ["cases.list"], ["waiting.list"], ["waiting.get"], ["caseload.next"]);
      await go({ to: `/app/families/${caseId}` });
    }, [...checkDraft(draft, today, sentences), ...(asks === "reason" && overReason.trim().length < 10 ? [{ path: "overReason", message: say(caseloadWords.needOver) }] : [])]);
  }
  return (
    <div className="wide-form">
      <SendForm name="open" sending={sending} submit={say(words.open)} onSubmit={() => void submit()}>
        <fieldset className="fields">
          <legend className="part-legend">{say(words.child)}</legend>
          {said === undefined ? null : <p className="soft">{said}</p>}
          <div className="field-pair">
            <TextField {...child("givenName")} label={say(words.givenName)} need="required" />
            <TextField {...child("familyName")} label={say(words.familyName)} need="optional" />
          </div>
          <div className="field-pair">
            <DateField {...child("birthDate")} label={say(words.birthDate)} max={today} need="required" />
            <LanguageField {...child("language")} />
          </div>
          <LikeChildren givenName={draft.child.givenName} familyName={draft.child.familyName} birthDate={draft.child.birthDate} />
        </fieldset>
        <SoFar referralId={referral?.referralId ?? null} birthDate={draft.child.birthDate} livesWithCaregiver={livesWithNamed(draft.adults)} />
        {draft.adults.map((adult, index) => (
          <AdultFields key={adult.key} adult={adult} place={index + 1} sending={sending} onChange={(change) => changeAdult(adult.key, change)} onRemove={draft.adults.length > 1 ? () => setDraft((before) => ({ ...before, adults: before.adults.filter((one) => one.key !== adult.key) })) : null} />
        ))}
        <p>
          <Button
            glyph={IconUserPlus}
            onClick={() => {
              const key = String(nextKey.current++);
              setDraft((before) => ({ ...before, adults: [...before.adults, blankAdult(key, today)] }));
            }}
          >
            {say(words.addAdult)}
          </Button>
        </p>
        <SelectField id={sending.id("clinicianId")} label={say(words.clinician)} empty={say(words.clinicianLater)} value={draft.clinicianId} onChange={(clinicianId) => setDraft((before) => ({ ...before, clinicianId }))} error={sending.errorOf("clinicianId")} options={next.options} />
        <ChosenNext one={next.of(draft.clinicianId)} asks={asks} sending={sending} value={overReason} onChange={setOverReason} />
      </SendForm>
    </div>
  );
}
