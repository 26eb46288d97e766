import type { Words } from "#kernel/language.ts";
import { Choice, ChoiceField, type FormState, TextField } from "#features/site/fields.pages.tsx";
import { type ApplicationForm, type ApplicationKind, distances, licenceStates, readinessAnswers, settings, spokenLanguages, type TeamRole } from "./contract.ts";
import { itemsOf } from "./form.rules.ts";
import { draftWords as words } from "./draft.words.ts";
import { answerNames, distanceNames, languageNames, licenceNames, settingNames, yesNo } from "./words.ts";

type Fields = { state: FormState };
function Picks<C extends string>({ state, field, label, codes, names, kind = "radio", look = "choice" }: Fields & { field: string; label: Words; codes: readonly C[]; names: Record<C, Words>; kind?: "radio" | "checkbox"; look?: "choice" | "tile" }) {
  return (
    <ChoiceField state={state} field={field} label={label} className={look === "tile" ? "tiles" : ""}>
      {codes.map((code) => <Choice key={code} state={state} field={field} kind={kind} value={code} label={names[code]} look={look} />)}
    </ChoiceField>
  );
}
const twoCodes = ["yes", "no"] as const;

/** What is asked of the agency of a team, or of where somebody alone works. */
export function AgencyFields({ state, kind }: Fields & { kind: ApplicationKind }) {
  const isTeam = kind === "team";
  return (
    <>
      <TextField state={state} field="organization" label={isTeam ? words.organization : words.organizationAlone} kind="text" />
      <Picks state={state} field="setting" label={words.setting} codes={settings} names={settingNames} />
      <TextField state={state} field="town" label={words.town} kind="text" />
      <Picks state={state} field="languages" label={words.languages} codes={spokenLanguages} names={languageNames} kind="checkbox" />
      <Picks state={state} field="medicaid" label={words.medicaid} codes={twoCodes} names={yesNo} look="tile" />
      <TextField state={state} field="why" label={words.why} hint={words.whyHint} kind="lines" />
      <TextField state={state} field="support" label={isTeam ? words.support : words.supportAlone} kind="lines" />
      {!isTeam && <Picks state={state} field="distance" label={words.distance} codes={distances} names={distanceNames} />}
    </>
  );
}

/** What is asked of somebody: by the role, nothing that it does not need. */
export function PersonFields({ state, role, form }: Fields & { role: TeamRole; form: ApplicationForm }) {
  const licences: Record<string, Words> = { ...Object.fromEntries(form.licences.map((one) => [one.id, one.words])), other: words.otherLicence };
  return (
    <>
      <TextField state={state} field="name" label={words.name} kind="text" />
      <TextField state={state} field="email" label={words.email} kind="email" />
      {role === "senior_leader" && (
        <>
          <Picks state={state} field="responsibility" label={words.responsibility} codes={twoCodes} names={yesNo} look="tile" />
          <Picks state={state} field="authority" label={words.authority} codes={twoCodes} names={yesNo} look="tile" />
          <TextField state={state} field="ownPart" label={words.ownPart} hint={words.ownPartHint} kind="lines" />
        </>
      )}
      {role !== "senior_leader" && (
        <>
          <Picks state={state} field="credential" label={words.credential} codes={Object.keys(licences)} names={licences} />
          <Picks state={state} field="licence" label={words.licence} codes={licenceStates} names={licenceNames} />
        </>
      )}
      {role === "clinician" && (
        <>
          <TextField state={state} field="degree" label={words.degree} kind="text" />
          <TextField state={state} field="yearsHere" label={words.yearsHere} hint={words.yearsHint} kind="text" />
          <TextField state={state} field="yearsInAll" label={words.yearsInAll} hint={words.yearsHint} kind="text" />
          <Picks state={state} field="medicaid" label={words.medicaid} codes={twoCodes} names={yesNo} look="tile" />
        </>
      )}
    </>
  );
}

/** The self-assessment (C1, C2). What work with trauma still gives somebody is asked of nobody but herself: it has no field. */
export function ReadinessFields({ state, of, form }: Fields & { of: string; form: ApplicationForm }) {
  return (
    <>
      {itemsOf(form, of).map((item) => (
        <div key={item.id}>
          <Picks state={state} field={`answer.${item.id}`} label={item.words} codes={readinessAnswers} names={answerNames} look="tile" />
          <TextField state={state} field={`words.${item.id}`} label={words.evidence} kind="text" />
        </div>
      ))}
      {of !== "agency" && <div className="box good"><p>{words.onlyYou[state.language]}</p></div>}
    </>
  );
}
