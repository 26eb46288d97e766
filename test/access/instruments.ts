import type { EntryBody } from "#features/instruments/site.contract.ts";
import { fileOf, madeUpInstrument, madeUpText } from "#features/instruments/site.test-support.ts";
import { insertEntry } from "#features/instruments/store.ts";
import { type Sample, TODAY } from "./sample.ts";
import { operatorDoes, type Scene } from "./scene.ts";

let counter = 0;
const reason = "Only to see what it would do.";

/** An instrument of the scene's programme, with a wording that nobody compared yet, and what else was entered about it. */
async function newInstrument(scene: Scene, ...more: EntryBody[]): Promise<{ instrument: string; figureId: string }> {
  const instrument = `made-up-${++counter}`;
  const definition = madeUpInstrument(instrument, { class: "A" });
  const text = madeUpText(instrument);
  let last = "";
  await operatorDoes(scene, async (tx) => {
    for (const body of [{ kind: "definition", definition } as const, { kind: "text", text, permission: null } as const, ...more]) last = (await insertEntry(tx, { instrument, version: "1", language: body.kind === "text" ? "en" : null, body, reason }))!;
  });
  return { instrument, figureId: last };
}
const figure = { kind: "cut", atLeast: 4 } as const;
const about = { population: "a made-up group", source: "a made-up manual", certainty: "read" } as const;

/** Valid calls about the instruments of a site. */
export const instrumentSamples: Record<string, Sample> = {
  "instruments.list": {},
  "instruments.get": { given: (scene) => newInstrument(scene) },
  "instruments.preview": { body: () => ({ file: fileOf(madeUpInstrument("made-up-preview")) }) },
  "instruments.accept": { body: () => ({ file: fileOf(madeUpInstrument(`made-up-${++counter}`)), reason, permission: null, compared: null }) },
  "instruments.compare": { given: async (scene) => ({ ...(await newInstrument(scene)), language: "en" }), body: () => ({ by: "Somebody", on: TODAY }) },
  "instruments.confirmFact": { given: (scene) => newInstrument(scene), body: () => ({ about: "positive.cut_4", source: "A made-up manual", readOn: TODAY }) },
  "instruments.enterFigure": { given: (scene) => newInstrument(scene), body: () => ({ figure, ...about, reason }) },
  "instruments.withdrawFigure": { given: (scene) => newInstrument(scene, { kind: "figure", score: "total", figure, ...about }), body: () => ({ reason }) },
  "instruments.retire": { given: (scene) => newInstrument(scene), body: () => ({ language: null, from: TODAY, reason }) },
  "instruments.restore": { given: (scene) => newInstrument(scene, { kind: "retired", from: TODAY }), body: () => ({ language: null, reason }) },
};
