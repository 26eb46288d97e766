import { useNavigate } from "@tanstack/react-router";
import { useState } from "react";
import type { Words } from "#kernel/language.ts";
import type { Me } from "#features/account/contract.ts";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi } from "#ui/client.ts";
import { ErrorSummary } from "#ui/ErrorSummary.tsx";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { usePageTitle } from "#ui/shellSlots.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { TextField } from "#ui/TextField.tsx";
import { type FieldWrong, useSending } from "#ui/useSending.ts";
import { words } from "../screens.words.ts";
import { OpenPage } from "./OpenPage.tsx";
import { readHashToken } from "./hashToken.ts";
import { slugOf } from "./signing.ts";

const empty = { agencyName: "", publicName: "", slug: "", timeZone: "", phone: "", hoursEn: "", hoursEs: "", languagesEn: "", languagesEs: "", name: "", email: "", password: "" };

/** The first agency and its first administrator, by the one-time address that the server printed. */
export default function SetupScreen({ onSignedIn }: { onSignedIn: (me: Me) => void }) {
  const { say } = useLanguage();
  usePageTitle(words.agencyTitle);
  const [token] = useState(readHashToken);
  const state = useAnswer(["account.setUpState"], (api) => api.account.setUpState());
  return (
    <OpenPage title={say(words.agencyTitle)}>
      {state.isPending ? (
        <Loading />
      ) : state.isError ? (
        <ErrorState sentence={state.error.message} verb={{ run: () => void state.refetch() }} />
      ) : !state.data.waiting ? (
        <EmptyState sentence={say(words.notWaiting)}>
          <Link href="/app/sign-in">{say(words.toSignIn)}</Link>
        </EmptyState>
      ) : token === null ? (
        <EmptyState sentence={say(words.noToken)} />
      ) : (
        <SetupForm token={token} onSignedIn={onSignedIn} />
      )}
    </OpenPage>
  );
}

function SetupForm({ token, onSignedIn }: { token: string; onSignedIn: (me: Me) => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const go = useNavigate();
  const sending = useSending("setup");
  const [form, setForm] = useState({ ...empty, timeZone: Intl.DateTimeFormat().resolvedOptions().timeZone });
  const set = (key: keyof typeof empty) => (value: string) => setForm((before) => ({ ...before, [key]: value, ...(key === "agencyName" && before.slug === slugOf(before.agencyName) ? { slug: slugOf(value) } : {}), ...(key === "agencyName" && before.publicName === before.agencyName ? { publicName: value } : {}) }));
  async function submit() {
    const wrong: FieldWrong[] = [];
    for (const key of ["agencyName", "publicName"] as const) if (form[key].trim() === "") wrong.push({ path: key, message: say(words.needName) });
    if (!/^[a-z0-9][a-z0-9-]{0,62}$/.test(form.slug)) wrong.push({ path: "slug", message: say(words.needSlug) });
    if (form.timeZone === "") wrong.push({ path: "timeZone", message: say(words.needZone) });
    if (!/^[2-9]\d{2}[2-9]\d{6}$/.test(form.phone.replace(/\D/g, ""))) wrong.push({ path: "phone", message: say(words.needPhone) });
    for (const key of ["hoursEn", "hoursEs", "languagesEn", "languagesEs"] as const) if (form[key].trim() === "") wrong.push({ path: key, message: say(words.needSentence) });
    if (form.name.trim() === "") wrong.push({ path: "name", message: say(words.needName) });
    if (!/^[^@\s]+@[^@\s]+$/.test(form.email.trim())) wrong.push({ path: "email", message: say(words.needEmail) });
    if (form.password.length < 12) wrong.push({ path: "password", message: say(words.passwordShort) });
    await sending.send(async () => {
      const { phone, hoursEn, hoursEs, languagesEn, languagesEs, ...asked } = form;
      const practice = { phone: phone.replace(/\D/g, ""), hours: { en: hoursEn, es: hoursEs }, languages: { en: languagesEn, es: languagesEs } };
      onSignedIn(await api.account.setUp({ token, ...asked, practice }));
      await go({ to: "/app" });
    }, wrong);
  }
  // "Write a name." three times leads nowhere: in the summary each names its field.
  const labels: Record<keyof typeof empty, Words> = { ...words, phone: words.practicePhone, password: words.newPassword };
  const named = sending.errors.map((error) => {
    const key = (Object.keys(empty) as (keyof typeof empty)[]).find((one) => sending.id(one) === error.fieldId);
    return key === undefined ? error : { ...error, message: `${say(labels[key])}: ${error.message}` };
  });
  const field = (key: keyof typeof empty) => ({ id: sending.id(key), value: form[key], onChange: set(key), error: sending.errorOf(key), need: "required" as const });
  return (
    <form
      id="setup"
      className="fields open-part"
      noValidate
      onSubmit={(event) => {
        event.preventDefault();
        void submit();
      }}
    >
      <p>{say(words.agencyWhy)}</p>
      <ErrorSummary errors={named} attempt={sending.attempt} />
      <h2>{say(words.agency)}</h2>
      <TextField {...field("agencyName")} label={say(words.agencyName)} autoComplete="organization" />
      <TextField {...field("publicName")} label={say(words.publicName)} />
      <TextField {...field("slug")} label={say(words.slug)} hint={say(words.slugHint)} />
      <SelectField {...field("timeZone")} label={say(words.timeZone)} options={Intl.supportedValuesOf("timeZone").map((zone) => ({ value: zone, label: zone.replaceAll("_", " ") }))} />
      <h2>{say(words.onPublicPages)}</h2>
      <TextField {...field("phone")} label={say(words.practicePhone)} kind="tel" autoComplete="tel" />
      <TextField {...field("hoursEn")} label={say(words.hoursEn)} hint={say(words.hoursHint)} />
      <TextField {...field("hoursEs")} label={say(words.hoursEs)} hint={say(words.hoursHintEs)} />
      <TextField {...field("languagesEn")} label={say(words.languagesEn)} hint={say(words.languagesHint)} />
      <TextField {...field("languagesEs")} label={say(words.languagesEs)} hint={say(words.languagesHintEs)} />
      <h2>{say(words.administrator)}</h2>
      <TextField {...field("name")} label={say(words.name)} autoComplete="name" />
      <TextField {...field("email")} label={say(words.email)} kind="email" autoComplete="username" />
      <TextField {...field("password")} label={say(words.newPassword)} hint={say(words.passwordHint)} kind="password" autoComplete="new-password" />
      <p>
        <Button type="submit" look="main" state={sending.state}>
          {say(words.make)}
        </Button>
      </p>
    </form>
  );
}
