import { useState } from "react";
import { hasRole, useAnswer, useMe } from "#ui/client.ts";
import { useLanguage } from "#ui/language.tsx";
import { Link } from "#ui/Link.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { sentenceFor } from "#ui/useSending.ts";
import type { Packet } from "../contract.ts";
import { packetNames, packetStateNames } from "../fidelity.words.ts";
import { words } from "../screens.words.ts";
import { ContactLog } from "./ContactLog.tsx";
import { PacketPart } from "./PacketPart.tsx";
import "./fidelity.css";

const asks = ["returned", "late", "due", "confirmed", "going_on"] as const;

/** The fidelity packets of a case: those that ask stand open, and the contact log stands below. Who runs the programme sees what is complete. */
export default function FidelityTab({ caseId }: { caseId: string }) {
  const { say, language } = useLanguage();
  const me = useMe();
  const found = useAnswer(["fidelity.list", caseId], (api) => api.fidelity.list({ caseId }));
  const [kept, setKept] = useState(0);
  if (found.isPending) return <Loading rows={5} />;
  if (found.isError) return <ErrorState sentence={`${say(words.failed)} ${sentenceFor(found.error, language)}`} verb={{ run: () => void found.refetch() }} />;
  const packets = found.data.packets.toReversed();
  const opens = hasRole(me, "clinician", "trainee", "supervisor");
  const first = asks.flatMap((state) => packets.toReversed().filter((one) => one.state === state))[0];
  return (
    <>
      <p role="status" className="hidden-words">
        {kept === 0 ? "" : `${say(words.done)} ${kept}`}
      </p>
      {opens ? <p className="soft">{say(words.what)}</p> : null}
      {packets.length === 0 ? <EmptyState sentence={say(words.none)}>{say(words.noneNext)}</EmptyState> : null}
      {packets.map((one) => (opens ? <PacketFold key={one.slotId} caseId={caseId} packet={one} begins={one === first ? "open" : "closed"} onDone={() => setKept(kept + 1)} /> : <PacketLine key={one.slotId} packet={one} />))}
      {opens ? (
        <p>
          <Link href="/app/fidelity-rules">{say(words.toRules)}</Link>
        </p>
      ) : null}
      <ContactLog caseId={caseId} />
    </>
  );
}

function useStanding(packet: Packet): { name: string; parts: string[] } {
  const { say, language, day } = useLanguage();
  return {
    name: words.packetOf[language](say(packetNames[packet.kind]), packet.kind === "core" ? packet.number : null),
    parts: [
      say(packetStateNames[packet.state]),
      words.days[language](day(packet.from, "full"), packet.to === null ? null : day(packet.to, "full")),
      packet.clinicianName,
      ...(packet.version === 0 && packet.dueOn !== null ? [words.dueOn[language](day(packet.dueOn, "full"))] : []),
      ...(packet.confirmedOn === null ? [] : [words.confirmedOn[language](day(packet.confirmedOn, "full"))]),
      ...((packet.notesOwed ?? 0) > 0 ? [words.notesOwed[language](packet.notesOwed!)] : []),
    ],
  };
}

function PacketLine({ packet }: { packet: Packet }) {
  const { name, parts } = useStanding(packet);
  return (
    <p className="fidelity-line">
      <strong>{name}</strong> <span className="soft">{parts.join(" · ")}</span>
    </p>
  );
}

function PacketFold({ caseId, packet, begins, onDone }: { caseId: string; packet: Packet; begins: "open" | "closed"; onDone: () => void }) {
  const { name, parts } = useStanding(packet);
  const [state, setState] = useState(begins);
  return (
    <details id={`packet-${packet.slotId}`} className="fold fidelity-packet" open={state === "open"} onToggle={(event) => setState(event.currentTarget.open ? "open" : "closed")}>
      <summary>
        <h2 id={packet.packetId === null ? undefined : `packet-${packet.packetId}`}>{name}</h2>
        <span className={packet.state === "late" || packet.state === "returned" ? "fidelity-late" : "soft"}>{parts.join(" · ")}</span>
      </summary>
      {state === "open" ? <PacketPart caseId={caseId} packet={packet} onDone={onDone} /> : null}
    </details>
  );
}
