import { type Argument, type CallExpression, parseSync, type Span, Visitor } from "oxc-parser";
import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { expected, saying } from "#kernel/expected.ts";
import { Fault, fieldFault } from "#kernel/faults.ts";
import { issueFields } from "#kernel/issues.ts";
import { languageAsked } from "#kernel/language.ts";
import { civilDate, line, timeZone, wallTime } from "#kernel/shapes.ts";
import { aboutDay, writeDay } from "#kernel/saying.ts";
import { kernelWords } from "#kernel/words.ts";
import { factsOf, policyOf, readCases } from "#features/policy/cases.test-support.ts";
import { loadPolicies } from "#features/policy/policies.ts";
import { decide } from "#features/policy/rules.ts";

// D4, H: every sentence that the server says exists in English and in Spanish.

const root = path.resolve(import.meta.dirname, "../..");
const sources = readdirSync(path.join(root, "src"), { recursive: true, encoding: "utf8" }).map((file) => `src/${file.replaceAll("\\", "/")}`).filter((file) => /\.tsx?$/.test(file) && !/\.test(-support)?\.tsx?$/.test(file));

/** Stands for whatever a sentence is told: a date, a name, a list, or another sentence. */
const anything = Object.assign(Object("2026-11-21"), { en: "A sentence.", es: "Una frase.", join: () => "a, b" }) as never;
const isWords = (value: object): value is { en: string; es: string } => "en" in value && "es" in value && typeof value.en === "string";

function sentences(value: unknown, place: string): [string, { en: string; es: string }][] {
  if (typeof value === "function") return sentences((value as (...args: never[]) => unknown)(anything, anything, anything, anything), place);
  if (typeof value !== "object" || value === null) return [];
  if (isWords(value)) return [[place, value]];
  return Object.entries(value).flatMap(([key, inner]) => sentences(inner, `${place}.${key}`));
}

describe("the words of faults", () => {
  const catalogues = sources.filter((file) => /(^|\/)faults\.words\.ts$/.test(file) || file === "src/kernel/words.ts" || file === "src/server/words.ts");

  it("are looked through in every feature that throws one", () => {
    const throwing = sources.filter((file) => /features\/[^/]+\/handlers\.ts$/.test(file) && readFileSync(path.join(root, file), "utf8").includes("new Fault("));
    for (const file of throwing) expect(catalogues, file).toContain(file.replace("handlers.ts", "faults.words.ts"));
    expect(throwing.length).toBeGreaterThan(8);
  });

  it.each(catalogues)("%s: every sentence is written in both languages, to adults with usted", async (file) => {
    const found = sentences(await import(path.join(root, file)), file);
    expect(found.length).toBeGreaterThan(1);
    for (const [place, { en, es }] of found) {
      for (const sentence of [en, es]) expect(sentence, place).toMatch(/\S.*\S/);
      expect(es, place).not.toBe(en);
      expect(`${en} ${es}`, place).not.toMatch(/undefined|NaN|\[object/);
      expect(es, place).not.toMatch(/\b(tú|tu|tus|te|ti|tienes|puedes|quieres)\b/i);
    }
  });
});

describe("what a shape refuses", () => {
  const isText = (node: Argument | undefined) => node?.type === "TemplateLiteral" || (node?.type === "Literal" && typeof node.value === "string");
  const nameOf = (node: CallExpression["callee"]) => (node.type === "MemberExpression" && node.property.type === "Identifier" ? node.property.name : "");
  const checks = new Set(["min", "max", "length", "regex", "refine", "email", "uuid", "nonempty", "multipleOf", "gt", "gte", "lt", "lte", "startsWith", "endsWith", "includes"]);

  function plainSentences(file: string, source: string): string[] {
    const found: string[] = [];
    const issues: Span[] = [];
    const messages: Span[] = [];
    new Visitor({
      CallExpression: (node) => {
        const name = nameOf(node.callee);
        if (checks.has(name) && isText(node.arguments[1])) found.push(`.${name}(…, "…")`);
        if (name === "addIssue") issues.push(node);
      },
      Property: (node) => {
        if (node.key.type === "Identifier" && node.key.name === "message") messages.push(node);
      },
      NewExpression: (node) => {
        if (node.callee.type === "Identifier" && node.callee.name === "Fault" && isText(node.arguments[1])) found.push("new Fault(…, '…')");
      },
    }).visit(parseSync(file, source).program);
    const isWithin = (one: Span) => issues.some((issue) => issue.start <= one.start && one.end <= issue.end);
    return [...found, ...messages.filter(isWithin).map(() => "addIssue({ message })")];
  }

  it("is said by `expected`, never by a plain sentence", () => {
    expect(plainSentences("a.ts", 'z.string().min(1, "no");')).toEqual(['.min(…, "…")']);
    expect(plainSentences("a.ts", 'context.addIssue({ code: "custom", message: "no" }); throw new Fault("x", "no");')).toEqual(["new Fault(…, '…')", "addIssue({ message })"]);
    expect(plainSentences("a.ts", 'context.addIssue({ ...saying(words) }); const one = { message: "no" };')).toEqual([]);
    const shapes = sources.filter((file) => file.endsWith("contract.ts") || file.startsWith("src/kernel/"));
    expect(shapes.length).toBeGreaterThan(20);
    expect(shapes.flatMap((file) => plainSentences(file, readFileSync(path.join(root, file), "utf8")).map((one) => `${file}: ${one}`))).toEqual([]);
  });

  const own = expected({ en: "Ours.", es: "Lo nuestro." });
  it.each<[string, z.ZodType, unknown, string, string]>([
    ["a date that is none", civilDate, "2026-02-30", kernelWords.expectDate.en, "Se espera una fecha que exista, como 2026-11-21."],
    ["a wall time that is none", z.strictObject({ at: wallTime }), { at: "ten" }, kernelWords.expectWallTime.en, kernelWords.expectWallTime.es],
    ["a zone that is none", timeZone, "Nowhere/Land", kernelWords.expectZone.en, kernelWords.expectZone.es],
    ["two lines", z.array(line(20)), ["a\nb"], kernelWords.oneLine.en, kernelWords.oneLine.es],
    ["what is too long", line(3), "abcd", "Expected at most 3 characters.", "Se esperan como máximo 3 caracteres."],
    ["what is too short, said by us", z.string().min(2, own), "a", "Ours.", "Lo nuestro."],
    ["what does not match, said by us", z.string().regex(/x/, own), "a", "Ours.", "Lo nuestro."],
    ["what is refined, said by us", z.object({ a: z.string() }).refine(() => false, { path: ["a"], ...own }), { a: "" }, "Ours.", "Lo nuestro."],
    ["an issue raised, said by us", z.string().superRefine((_, context) => void context.addIssue({ code: "custom", ...saying({ en: "Raised.", es: "Planteado." }) })), "a", "Raised.", "Planteado."],
    ["nothing where a text belongs", z.object({ a: z.string() }), {}, "Expected a text.", "Se espera un texto."],
    ["a part where a whole number belongs", z.int(), 1.5, "Expected a whole number.", "Se espera un número entero."],
    ["another word", z.enum(["a", "b"]), "c", "Expected one of a, b.", "Se espera uno de estos valores: a, b."],
    ["too few", z.array(z.string()).min(1), [], "Expected 1 or more entries.", "Se esperan 1 entradas o más."],
    ["too many", z.array(z.string()).max(1), ["a", "b"], "Expected at most 1 entries.", "Se esperan como máximo 1 entradas."],
    ["too much", z.number().max(5), 6, "Expected 5 or less.", "Se espera 5 o menos."],
    ["no id", z.uuid(), "1", "Expected an id, as it was given.", "Se espera un identificador, tal como se dio."],
    ["no moment", z.iso.datetime(), "now", kernelWords.expectInstant.en, kernelWords.expectInstant.es],
    ["no known form", z.discriminatedUnion("k", [z.object({ k: z.literal("a") })]), { k: "b" }, "Expected one of the forms that are known here.", "Se espera una de las formas que se conocen aquí."],
    ["an unknown key", z.strictObject({}), { extra: 1 }, "This key is not known here.", "Esta clave no se conoce aquí."],
  ])("%s is said in both languages", (_what, shape, value, en, es) => {
    const read = shape.safeParse(value);
    expect(read.success).toBe(false);
    const [field] = read.error!.issues.flatMap((issue) => issueFields(issue, "whole"));
    expect(field!.message).toEqual({ en, es });
  });
});

describe("a fault", () => {
  it("is said to each reader, with its fields; logs have the English sentence", () => {
    const fault = new Fault("malformed", { en: "No.", es: "No es así." }, { fields: [{ path: "a", message: kernelWords.expectDate }] });
    expect(fault.message).toBe("No.");
    expect(fault.saidIn("es")).toEqual({ message: "No es así.", fields: [{ path: "a", message: kernelWords.expectDate.es }] });
    expect(fieldFault("b", kernelWords.oneLine).saidIn("en")).toEqual({ message: kernelWords.oneLine.en, fields: [{ path: "b", message: kernelWords.oneLine.en }] });
  });
  it.each([[["--language", "es"], "es"], [["score", "--language=es"], "es"], [["--language", "fr"], "en"], [["--language"], "en"], [[], "en"], [["es"], "en"]] as const)("a command line with %j is answered in %s", (argv, language) => expect(languageAsked(argv)).toBe(language));
});

describe("dates in sentences", () => {
  it.each([["2026-11-21", "21 November 2026", "21 de noviembre de 2026"], ["2027-01-01", "1 January 2027", "1 de enero de 2027"], ["2026-13-01", "2026-13-01", "2026-13-01"]])("%s is read as people write it", (date, en, es) => {
    expect([writeDay(date, "en"), writeDay(date, "es")]).toEqual([en, es]);
    expect(aboutDay(date, { en: (day) => `on ${day}`, es: (day) => `el ${day}` })).toEqual({ en: `on ${en}`, es: `el ${es}` });
  });

  it("stand written out in every finding of every worked case, in both languages", () => {
    let read = 0;
    for (const policy of loadPolicies()) {
      const cases = readCases(policy.id);
      for (const one of cases.cases.filter(({ expect: { fault } }) => fault === undefined)) {
        for (const language of ["en", "es"] as const) {
          for (const { message, fix } of decide({ policy: policyOf(policy, one), question: one.question, on: one.on, facts: factsOf(cases, one), language }).findings) {
            expect(`${message} ${fix ?? ""}`, one.name).not.toMatch(/\d{4}-\d{2}-\d{2}|undefined/);
            if (/ (de|January|November|March) \d{4}|\d de [a-z]+ de \d{4}/.test(message)) read++;
          }
        }
      }
    }
    expect(read).toBeGreaterThan(50);
  });
});
