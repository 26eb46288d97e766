import { IconTrash } from "@tabler/icons-react";
import { Button } from "#ui/Button.tsx";
import { CheckField, SelectField } from "#ui/ChoiceField.tsx";
import { Dialog } from "#ui/Dialog.tsx";
import { useLanguage } from "#ui/language.tsx";
import { TextArea, TextField } from "#ui/TextField.tsx";
import type { SessionChoice } from "#features/calendar/screens/useSessionChoices.ts";
import { type DraftNode, nodeKinds } from "../contract.ts";
import { beginNode, classesOf } from "../rules.ts";
import { kindNames, words } from "../screens.words.ts";
import type { Called } from "./board.ts";

export type Adult = { personId: string; name: string };

/** Changes a thought; each letter is saved with the draft. */
export function NodeForm({ node, adults, sessions, called, onChange, onRemove, onClose }: { node: DraftNode | null; adults: readonly Adult[]; sessions: readonly SessionChoice[]; called: Called; onChange: (node: DraftNode) => void; onRemove: () => void; onClose: () => void }) {
  const { say } = useLanguage();
  return (
    <Dialog
      state={node === null ? "closed" : "open"}
      title={node === null ? "" : say(kindNames[node.kind])}
      begins="field"
      size="wide"
      onClose={onClose}
      footer={
        <>
          <Button look="quiet" glyph={IconTrash} onClick={onRemove}>
            {say(words.remove)}
          </Button>
          <Button look="main" onClick={onClose}>
            {say(words.close)}
          </Button>
        </>
      }
    >
      {node === null ? null : <Fields node={node} adults={adults} sessions={sessions} called={called} onChange={onChange} />}
    </Dialog>
  );
}

function Fields({ node, adults, sessions, called, onChange }: { node: DraftNode; adults: readonly Adult[]; sessions: readonly SessionChoice[]; called: Called; onChange: (node: DraftNode) => void }) {
  const { say, language } = useLanguage();
  const set = (more: Partial<DraftNode>) => onChange({ ...node, ...more });
  const owners = classesOf[node.kind].flatMap((one) =>
    one === "child_chart" ? [{ value: "child_chart", label: say(words.ofChart) }] : adults.map((adult) => ({ value: `${one}:${adult.personId}`, label: (one === "relationship" ? words.ofRelationship : words.ofAdult)[language](adult.name) })),
  );
  function setOwner(value: string) {
    const [ofClass, ownerPersonId = null] = value.split(":") as [DraftNode["class"], string | null | undefined];
    set({ class: ofClass, ownerPersonId, forChild: ofClass === "caregiver" ? null : node.forChild, target: node.target === null || ofClass === "caregiver" ? node.target : { ...node.target, whose: null, of: ownerPersonId }, ...(ofClass === "caregiver" && ownerPersonId === node.ownerPersonId ? {} : { blockId: null }) });
  }
  const people = [{ value: "child", label: called(null) }, ...adults.filter((adult) => node.class === "caregiver" || adult.personId === node.ownerPersonId).map((adult) => ({ value: adult.personId, label: adult.name }))];
  const asPerson = (value: string) => (value === "child" || value === "" ? null : value);
  return (
    <div className="fields" data-first="field">
      <TextField label={say(words.titleField)} value={node.title} maxLength={200} onChange={(title) => set({ title })} />
      <TextArea label={say(words.detail)} value={node.detail} rows={3} maxLength={2000} onChange={(detail) => set({ detail })} />
      <SelectField label={say(words.class)} value={node.ownerPersonId === null ? node.class : `${node.class}:${node.ownerPersonId}`} onChange={(value) => value !== "" && setOwner(value)} options={owners} />
      <SelectField
        label={say(words.kind)}
        value={node.kind}
        onChange={(kind) => {
          const next = nodeKinds.find((one) => one === kind);
          if (next !== undefined) onChange({ ...beginNode(next, node.nodeId, node.ownerPersonId ?? adults[0]?.personId ?? null), title: node.title, detail: node.detail, sessionId: node.sessionId });
        }}
        options={nodeKinds.map((kind) => ({ value: kind, label: say(kindNames[kind]) }))}
      />
      {node.target === null ? null : (
        <>
          <SelectField label={say(words.targetWhat)} value={node.target.what} onChange={(what) => set({ target: { ...node.target!, what: what === "representation" ? "representation" : "interaction" } })} options={[{ value: "interaction", label: say(words.interaction) }, { value: "representation", label: say(words.representation) }]} />
          <SelectField label={say(words.whose)} value={node.target.whose ?? "child"} onChange={(value) => set({ target: { ...node.target!, whose: asPerson(value) } })} options={people} />
          <SelectField label={say(words.ofWhom)} value={node.target.of ?? "child"} onChange={(value) => set({ target: { ...node.target!, of: asPerson(value) } })} options={people} />
        </>
      )}
      <SelectField label={say(words.session)} empty={say(words.noSession)} need="optional" value={node.sessionId ?? ""} onChange={(value) => set({ sessionId: value === "" ? null : value })} options={sessions} />
      {node.kind === "context" || node.class === "caregiver" ? <CheckField label={say(words.never)} value={node.letters === "never" ? "yes" : "no"} onChange={(value) => set({ letters: value === "yes" ? "never" : "may" })} /> : null}
      {node.class === "caregiver" ? null : (
        <>
          <CheckField label={say(words.forChild)} hint={say(words.forChildHint)} value={node.forChild === null ? "no" : "yes"} onChange={(value) => set({ forChild: value === "yes" ? { title: node.title.slice(0, 80), line: "" } : null })} />
          {node.forChild === null ? null : (
            <>
              <TextField label={say(words.childTitle)} value={node.forChild.title} maxLength={80} onChange={(title) => set({ forChild: { line: "", ...node.forChild, title } })} />
              <TextField label={say(words.childLine)} need="optional" value={node.forChild.line} maxLength={160} onChange={(line) => set({ forChild: { title: "", ...node.forChild, line } })} />
            </>
          )}
        </>
      )}
    </div>
  );
}
