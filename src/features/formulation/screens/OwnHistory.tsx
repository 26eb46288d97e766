import { useState } from "react";
import { Button } from "#ui/Button.tsx";
import { SelectField } from "#ui/ChoiceField.tsx";
import { useApi, useRefresh } from "#ui/client.ts";
import { ClassEdge } from "#ui/ClassEdge.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { usePages } from "#ui/usePages.ts";
import { useSending } from "#ui/useSending.ts";
import { sectionNames } from "#features/cases/screens.words.ts";
import type { Content, DraftNode, NodeKind } from "../contract.ts";
import { beginNode } from "../rules.ts";
import { historyPrompts, words } from "../screens.words.ts";
import type { Adult } from "./NodeForm.tsx";

const SECTION = "own_history";

/** What one adult told of the own past (B6): it stands in that adult's record, and on the canvas only on purpose. */
export function OwnHistory({ caseId, adult, content, write }: { caseId: string; adult: Adult; content: Content; write: ((content: Content) => void) | null }) {
  const { say, language } = useLanguage();
  const list = usePages(["cases.record", caseId, SECTION, adult.personId], (api, after) => api.cases.record({ caseId, class: "caregiver", ownerPersonId: adult.personId, section: SECTION, after }));
  const blocks = list.pages.flatMap((page) => page.blocks);
  function put(kind: NodeKind, blockId: string, told: string): void {
    const made: DraftNode = { ...beginNode(kind, crypto.randomUUID(), adult.personId), class: "caregiver", ownerPersonId: adult.personId, title: told.split("\n")[0]!.slice(0, 200), blockId };
    write?.({ ...content, nodes: [...content.nodes, made] });
  }
  return (
    <details className="fold">
      <summary>{words.ownHistory[language](adult.name)}</summary>
      <ClassEdge kind="caregiver" owner={adult.name}>
        <p className="soft">{say(words.ownHistoryWhy)}</p>
        {blocks.map((block) => (
          <div key={block.blockId} className="own-history">
            <h4>{sectionNames[block.section] === undefined ? block.section : say(sectionNames[block.section]!)}</h4>
            <p className="own-history-words">{block.words}</p>
            {content.nodes.some((node) => node.blockId === block.blockId) ? (
              <p className="soft small">{say(words.onCanvas)}</p>
            ) : write === null || block.disclosure.part2 ? null : (
              <p className="canvas-verbs">
                {(["ghost", "angel"] as const).map((kind) => (
                  <Button key={kind} look="quiet" onClick={() => put(kind, block.blockId, block.words)}>
                    {`${say(words.toCanvas)} ${say(kind === "ghost" ? words.asGhost : words.asAngel)}`}
                  </Button>
                ))}
              </p>
            )}
          </div>
        ))}
        {list.more === null ? null : (
          <Button state={list.more.state} onClick={list.more.fetch}>
            {say(words.more)}
          </Button>
        )}
        <FormPanel verb={say(words.addHistory)} about={adult.name}>
          {(close) => <Fields caseId={caseId} adult={adult} close={close} />}
        </FormPanel>
      </ClassEdge>
    </details>
  );
}

function Fields({ caseId, adult, close }: { caseId: string; adult: Adult; close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const refresh = useRefresh();
  const sending = useSending("history");
  const [section, setSection] = useState("own_history_early_good");
  const [text, setText] = useState("");
  async function submit() {
    const sent = await sending.send(
      async () => {
        await api.cases.addBlock({ caseId, section, class: "caregiver", ownerPersonId: adult.personId, counterpartStaffId: null, words: text });
        await refresh(["cases.record", caseId]);
      },
      text.trim() === "" ? [{ path: "words", message: say(words.needAnswer) }] : [],
    );
    if (sent) close();
  }
  return (
    <SendForm name="history" sending={sending} submit={say(words.keepHistory)} onSubmit={() => void submit()} onCancel={close}>
      <SelectField id={sending.id("section")} label={say(words.prompt)} value={section} onChange={(value) => value !== "" && setSection(value)} options={Object.entries(historyPrompts).map(([value, prompt]) => ({ value, label: say(prompt) }))} />
      <TextArea id={sending.id("words")} label={say(words.answer)} rows={4} value={text} maxLength={10_000} onChange={setText} error={sending.errorOf("words")} need="required" />
    </SendForm>
  );
}
