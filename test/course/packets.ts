import type { Outputs } from "../access/server.ts";
import type { World } from "./world.ts";

type Kind = "foundational" | "core" | "recapitulation";

/** The clinician confirms the packet that is due, with two ratings and words of the own and nothing else; the supervisor agrees. */
export async function confirmPacket(world: World, kind: Kind): Promise<void> {
  const { caseId } = world.people;
  const { packets } = await world.send("clinician", "fidelity.list", { caseId });
  const due = packets.find((one) => one.kind === kind && (one.state === "due" || one.state === "late"));
  if (due === undefined) throw new Error(`no packet of kind ${kind} is due on ${world.today}: ${packets.map((one) => `${one.kind} ${one.state} ${one.dueOn}`).join(", ")}`);
  const { live } = await world.send("clinician", "fidelity.packet", { caseId, slotId: due.slotId });
  const { packetId } = await world.send("clinician", "fidelity.confirm", { caseId, slotId: due.slotId, version: 0, hash: live!.hash, changed: [], challenge: "moderate", capacity: "emerging", reflection: `What ${kind} ${due.number} asked of me: to wait, and to let the adult be the one who answers.` });
  await world.send("supervisor", "fidelity.review", { caseId, packetId, outcome: "agreed" });
}

/** Every packet as it was confirmed. */
export async function readPackets(world: World): Promise<Outputs["fidelity"]["packet"][]> {
  const { caseId } = world.people;
  const { packets } = await world.send("clinician", "fidelity.list", { caseId });
  const read: Outputs["fidelity"]["packet"][] = [];
  for (const one of packets) read.push(await world.send("clinician", "fidelity.packet", { caseId, slotId: one.slotId }));
  return read;
}
