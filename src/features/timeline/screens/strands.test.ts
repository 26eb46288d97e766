import { expect, test } from "vitest";
import { tagOf } from "#features/disclosure/rules.ts";
import { drawStrands } from "./strands.ts";

const work = (strand: "content" | "procedural", owner: string, days: Record<string, number>) => ({ strand, days, disclosure: tagOf("relationship", "c", owner) });

test("passages of all adults stand together, in order of their days, and a strand that was never worked keeps its row", () => {
  const rows = drawStrands([work("content", "rosa", { "2026-11-10": 1, "2026-11-03": 2 }), work("content", "mara", { "2026-11-10": 1 })], "es");
  expect(rows.map((one) => [one.label, one.marks])).toEqual([["Proceso emocional", []], ["Diádico-relacional", []], ["Marco del trauma", []], ["Contenido", [{ date: "2026-11-03", passages: 2 }, { date: "2026-11-10", passages: 2 }]], ["Procedimiento", []]]);
  expect(drawStrands([], "en")).toEqual([]);
});
