import { IconFilePlus } from "@tabler/icons-react";
import { useState } from "react";
import type { CaseDocument, CaseDocumentKind } from "#features/documents/contract.ts";
import { authoredClasses, ownedClasses, safestClass } from "#features/documents/rules.ts";
import { CheckField, RadioGroup, SelectField } from "#ui/ChoiceField.tsx";
import { hasRole, useAnswer, useApi, useMe, useRefresh } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel } from "#ui/SendForm.tsx";
import { caseKindNames, seenBy, words } from "../screens.words.ts";
import { DocumentFields } from "./DocumentFields.tsx";

type Begins = { kind: CaseDocumentKind | ""; title: string; ownerPersonId: string | null; authorityId: string | null };

/** The verb that puts a document into a case; beside an authority it knows whose it is. */
export function AddCaseDocument({ caseId, begins, about, onDone }: { caseId: string; begins?: Begins; about?: string; onDone: (sentence: string) => void }) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.attach)} about={about} glyph={IconFilePlus}>
      {(close) => <CaseDocumentFields caseId={caseId} begins={begins ?? { kind: "", title: "", ownerPersonId: null, authorityId: null }} replaces={null} onDone={onDone} close={close} />}
    </FormPanel>
  );
}

/** The classes that are offered: those of an adult only where one is named, the author's own only to who treats, and so reads it again. */
function offered(ownerPersonId: string | null, keeps: "own, too" | "for others"): (keyof typeof seenBy)[] {
  const all = Object.keys(seenBy) as (keyof typeof seenBy)[];
  return all.filter((one) => (ownerPersonId === null ? !ownedClasses.includes(one) : true) && (keeps === "own, too" || !authoredClasses.includes(one)));
}

/** The form itself, with who may see it: the most closed that fits stands chosen. */
export function CaseDocumentFields({ caseId, begins, replaces, onDone, close }: { caseId: string; begins: Begins; replaces: CaseDocument | null; onDone: (sentence: string) => void; close: () => void }) {
  const { say, language } = useLanguage();
  const me = useMe();
  const api = useApi();
  const refresh = useRefresh();
  const found = useAnswer(["cases.get", caseId], (asked) => asked.cases.get({ caseId }));
  const [ownerPersonId, setOwner] = useState(replaces?.disclosure.ownerPersonId ?? begins.ownerPersonId);
  const [chosen, setChosen] = useState<string | null>(replaces?.disclosure.class ?? null);
  const [part2, setPart2] = useState<"yes" | "no">(replaces?.disclosure.part2 === true ? "yes" : "no");
  const adults = (found.data?.people ?? []).filter((person) => person.part === "caregiver");
  const owner = adults.find((person) => person.personId === ownerPersonId);
  const ownerName = owner === undefined ? "" : `${owner.givenName} ${owner.familyName}`.trim();
  const options = offered(ownerPersonId, hasRole(me, "clinician", "trainee") ? "own, too" : "for others");
  const ofClass = options.find((one) => one === chosen) ?? safestClass(ownerPersonId);
  const readsBack = hasRole(me, "clinician", "trainee", "supervisor") || ofClass === "service" || ofClass === "intake";
  return (
    <DocumentFields
      name={`document-${replaces?.documentId ?? begins.authorityId ?? "new"}`}
      kinds={caseKindNames}
      begins={{ kind: replaces?.kind ?? begins.kind, title: replaces?.title ?? begins.title, datedOn: replaces?.datedOn ?? "", language: replaces?.language ?? language }}
      replaces={replaces?.documentId ?? null}
      onDone={onDone}
      close={close}
      onSend={async (said) => {
        const added = await api.documents.add({ caseId, ...said, class: ofClass, ownerPersonId, part2: part2 === "yes" && ownerPersonId !== null, authorityId: replaces?.authorityId ?? begins.authorityId });
        await refresh(["documents.list", caseId]);
        return added;
      }}
    >
      {(errorOf, id) => (
        <>
          <SelectField id={id("ownerPersonId")} label={say(words.whose)} empty={say(words.ofChild)} value={ownerPersonId ?? ""} error={errorOf("ownerPersonId")} onChange={(value) => setOwner(value === "" ? null : value)} options={adults.map((person) => ({ value: person.personId, label: `${person.givenName} ${person.familyName}`.trim() }))} />
          <RadioGroup id={id("class")} label={say(words.whoSees)} hint={say(words.whoSeesHint)} value={ofClass} error={errorOf("class")} onChange={setChosen} options={options.map((value) => ({ value, label: seenBy[value][language](ownerName) }))} />
          {readsBack ? null : <p className="soft">{say(words.noReadBack)}</p>}
          {ownerPersonId !== null && ownedClasses.includes(ofClass) ? <CheckField label={say(words.part2)} value={part2} onChange={setPart2} /> : null}
        </>
      )}
    </DocumentFields>
  );
}
