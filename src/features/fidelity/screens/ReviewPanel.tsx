import { IconChecks, IconPaperclip, IconPrinter } from "@tabler/icons-react";
import { useState } from "react";
import { dateInZone } from "#kernel/dates.ts";
import { FileField } from "#features/documents/screens/FileField.tsx";
import { RadioGroup } from "#ui/ChoiceField.tsx";
import { useAnswer, useApi, useMe } from "#ui/client.ts";
import { Icon } from "#ui/Icon.tsx";
import { useLanguage } from "#ui/language.tsx";
import { FormPanel, SendForm } from "#ui/SendForm.tsx";
import { TextArea } from "#ui/TextField.tsx";
import { useSending } from "#ui/useSending.ts";
import type { PacketView } from "../contract.ts";
import { words } from "../screens.words.ts";
import { usePacketChanged } from "./ConfirmForm.tsx";

type Of = { caseId: string; view: PacketView; onDone: () => void };

/** The supervisor agrees, or returns the packet with words. */
export function ReviewPanel({ caseId, view, onDone }: Of) {
  const { say } = useLanguage();
  return (
    <FormPanel verb={say(words.review)} glyph={IconChecks} begins="open">
      {(close) => <ReviewFields caseId={caseId} view={view} onDone={onDone} close={close} />}
    </FormPanel>
  );
}

function ReviewFields({ caseId, view, onDone, close }: Of & { close: () => void }) {
  const { say } = useLanguage();
  const api = useApi();
  const changed = usePacketChanged(caseId);
  const sending = useSending("review-packet");
  const [outcome, setOutcome] = useState<"agreed" | "returned">("agreed");
  const [text, setText] = useState("");
  async function keep() {
    const sent = await sending.send(async () => {
      await api.fidelity.review({ caseId, packetId: view.packet.packetId!, outcome, words: text });
      await changed();
    });
    if (sent) onDone();
  }
  return (
    <SendForm name="review-packet" sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      <RadioGroup
        id={sending.id("outcome")}
        label={say(words.outcome)}
        value={outcome}
        onChange={(value) => setOutcome(value === "returned" ? "returned" : "agreed")}
        options={[
          { value: "agreed", label: say(words.agree) },
          { value: "returned", label: say(words.giveBack) },
        ]}
      />
      <TextArea id={sending.id("words")} label={say(words.reviewWords)} need={outcome === "agreed" ? "optional" : undefined} error={sending.errorOf("words")} value={text} maxLength={4000} onChange={setText} />
    </SendForm>
  );
}

/** Every version with what the supervisor said, the papers beside it, and ways to print the newest. */
export function PacketVersions({ caseId, view, onDone }: Of) {
  const { say, language, day } = useLanguage();
  const me = useMe();
  const on = (at: string) => day(dateInZone(at, me.agency.timeZone), "full");
  return (
    <>
      <h3>{say(words.versions)}</h3>
      <ul className="fidelity-versions">
        {view.versions.map((one) => (
          <li key={one.packetId}>
            <p>
              {words.version[language](one.version, on(one.confirmedAt))}
              {one.outcome === null || one.reviewedAt === null ? null : <span className="soft"> · {(one.outcome === "agreed" ? words.agreedOn : words.returnedOn)[language](on(one.reviewedAt))}</span>}
            </p>
            {one.reviewWords === null ? null : <p className="fidelity-words">{one.reviewWords.words}</p>}
            {one.papers.map((paper) => (
              <p key={paper.documentId}>
                <a href={`/api/cases/${caseId}/documents/${paper.documentId}/content`} download>
                  <Icon glyph={IconPaperclip} /> {paper.title}
                </a>
              </p>
            ))}
          </li>
        ))}
      </ul>
      {view.confirmed?.ratings == null ? null : <PrintLinks caseId={caseId} view={view} />}
      {view.may.includes("attach") ? (
        <FormPanel verb={say(words.attach)} glyph={IconPaperclip}>
          {(close) => <AttachFields caseId={caseId} view={view} onDone={onDone} close={close} />}
        </FormPanel>
      ) : null}
    </>
  );
}

function PrintLinks({ caseId, view }: Omit<Of, "onDone">) {
  const { say } = useLanguage();
  const found = useAnswer(["fidelityPacks.list"], (api) => api.fidelityPacks.list());
  const layouts = [{ name: say(words.ownLayout), query: "" }, ...(found.data?.packs ?? []).filter((one) => one.pack.packet === view.packet.kind).map(({ pack }) => ({ name: `${say(pack.title)} (${pack.version})`, query: `&pack=${encodeURIComponent(pack.id)}&version=${encodeURIComponent(pack.version)}` }))];
  const languages = [["en", words.english], ["es", words.spanish]] as const;
  return (
    <details className="fold">
      <summary>{say(words.print)}</summary>
      <ul className="fidelity-prints">
        {layouts.flatMap((layout) =>
          languages.map(([language, name]) => (
            <li key={`${layout.query} ${language}`}>
              <a href={`/api/cases/${caseId}/fidelity/packets/${view.packet.packetId}/sheet?language=${language}${layout.query}`} download>
                <Icon glyph={IconPrinter} /> {layout.name}, {say(name)}
              </a>
            </li>
          )),
        )}
      </ul>
    </details>
  );
}

/** A form that was filled in on paper, kept as a document between the two. */
function AttachFields({ caseId, view, onDone, close }: Of & { close: () => void }) {
  const { say, language } = useLanguage();
  const api = useApi();
  const changed = usePacketChanged(caseId);
  const sending = useSending("attach-paper");
  const [fileId, setFile] = useState<string | null>(null);
  const counterpartStaffId = view.confirmed?.ratings?.disclosure.counterpartStaffId ?? null;
  async function keep() {
    const sent = await sending.send(
      async () => {
        const { documentId } = await api.documents.add({ caseId, fileId: fileId!, title: say(words.fileTitle), kind: "other", class: "supervision", ownerPersonId: null, counterpartStaffId, language });
        await api.fidelity.attach({ caseId, packetId: view.packet.packetId!, documentId });
        await changed();
      },
      fileId === null ? [{ path: "fileId", message: say(words.needFile) }] : [],
    );
    if (sent) onDone();
  }
  return (
    <SendForm name="attach-paper" sending={sending} submit={say(words.keep)} onSubmit={() => void keep()} onCancel={close}>
      <FileField id={sending.id("fileId")} error={sending.errorOf("fileId")} onReceived={(received) => setFile(received?.fileId ?? null)} />
    </SendForm>
  );
}
