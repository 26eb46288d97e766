import type { CaseView } from "#features/cases/contract.ts";
import { supervisions } from "#features/people/around.contract.ts";
import { supervisionNames } from "#features/people/around.words.ts";
import { caregiverKindList, kindNames, languageNames } from "#features/people/screens.words.ts";
import { fullName, sayKind } from "#features/people/screens/saying.ts";
import { CheckField, RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { useLanguage } from "#ui/language.tsx";
import { DateField, TextField } from "#ui/TextField.tsx";
import { dyadWords, goodbyeWords, words } from "../screens.words.ts";
import { adultsToCome, type TypedComing, type TypedLeaving } from "./asked.ts";

/** What becomes of one caregiver of now. */
export function LeavingFields({ person, value, onChange }: { person: CaseView["people"][number]; value: TypedLeaving; onChange: (value: TypedLeaving) => void }) {
  const { say, language } = useLanguage();
  const name = fullName(person);
  const set = (part: Partial<TypedLeaving>) => onChange({ ...value, ...part });
  return (
    <>
      <SelectField label={`${name}, ${sayKind(person.kind, language)}`} empty={say(words.stays)} value={value.becomes} onChange={(becomes) => set({ becomes: becomes as "ends" })} options={(["ends", "apart"] as const).map((one) => ({ value: one, label: say(words[one]) }))} />
      {value.becomes === "apart" ? (
        <>
          <RadioGroup label={words.dyad[language](name)} value={value.dyad} onChange={(dyad) => set({ dyad: dyad as "rests" })} options={(["goes_on", "rests", "closes"] as const).map((one) => ({ value: one, label: say(dyadWords[one]) }))} />
          <div className="field-pair">
            <SelectField label={words.visits[language](name)} need="optional" value={value.supervision} onChange={(supervision) => set({ supervision })} options={supervisions.map((one) => ({ value: one, label: say(supervisionNames[one]) }))} />
            {value.supervision === "" || value.supervision === "none" ? null : <TextField label={say(words.visitWords)} need="optional" maxLength={500} value={value.visitWords} onChange={(visitWords) => set({ visitWords })} />}
          </div>
        </>
      ) : null}
      {value.becomes === "ends" ? <RadioGroup label={words.goodbye[language](name)} value={value.goodbye} onChange={(goodbye) => set({ goodbye: goodbye as "plan" })} options={(["plan", "not_safe", "no_need"] as const).map((one) => ({ value: one, label: say(goodbyeWords[one]) }))} /> : null}
    </>
  );
}

type ComingProps = { found: CaseView; today: string; value: TypedComing; onChange: (value: TypedComing) => void; errorOf: (path: string) => string | null; idOf: (path: string) => string };

/** Who comes: somebody the case knows, or somebody new. */
export function ComingFields({ found, today, value, onChange, errorOf, idOf }: ComingProps) {
  const { say, language } = useLanguage();
  const set = (part: Partial<TypedComing>) => onChange({ ...value, ...part });
  const known = adultsToCome(found.people, today);
  return (
    <>
      <SelectField
        id={idOf("personId")}
        label={say(words.person)}
        empty={say(words.nobody)}
        error={errorOf("personId")}
        value={value.who}
        onChange={(who) => set({ who, kind: known.find((one) => one.personId === who && one.part === "caregiver")?.kind ?? "" })}
        options={[...known.map((one) => ({ value: one.personId, label: `${fullName(one)}, ${sayKind(one.kind, language)}` })), { value: "new", label: say(words.somebodyNew) }]}
      />
      {value.who === "new" ? (
        <>
          <div className="field-pair">
            <TextField id={idOf("givenName")} label={say(words.givenName)} error={errorOf("givenName")} maxLength={200} need="required" value={value.givenName} onChange={(givenName) => set({ givenName })} />
            <TextField label={say(words.familyName)} need="optional" maxLength={200} value={value.familyName} onChange={(familyName) => set({ familyName })} />
          </div>
          <div className="field-pair">
            <DateField label={say(words.birthDate)} need="optional" max={today} value={value.birthDate} onChange={(birthDate) => set({ birthDate })} />
            <SelectField label={say(words.language)} value={value.language} onChange={(chosen) => set({ language: chosen })} options={Object.entries(languageNames).map(([code, label]) => ({ value: code, label: say(label) }))} />
          </div>
        </>
      ) : null}
      {value.who === "" ? null : (
        <>
          <SelectField id={idOf("kind")} label={say(words.relation)} error={errorOf("kind")} value={value.kind} onChange={(kind) => set({ kind })} options={caregiverKindList.map((kind) => ({ value: kind, label: say(kindNames[kind]!) }))} />
          <CheckField label={say(words.lives)} value={value.lives} onChange={(lives) => set({ lives })} />
          <CheckField label={say(words.opensDyad)} value={value.dyad} onChange={(dyad) => set({ dyad })} />
        </>
      )}
    </>
  );
}
