import { readFileSync, readdirSync } from "node:fs";
import { join } from "node:path";
import type { z } from "zod";
import { Fault, type FieldWords } from "#kernel/faults.ts";
import { issueFields } from "#kernel/issues.ts";
import { inEachLanguage } from "#kernel/language.ts";
import { definitionSchema, normsSchema, textPackSchema } from "./contract.ts";
import type { InstrumentDefinition, InstrumentLibrary, InstrumentNorms, TextPack } from "./contract.ts";
import { findDefinitionFaults, findTextFaults } from "./definition.rules.ts";
import { fileWords } from "./faults.words.ts";

/**
 * Reads and checks every instrument of `<dataDirectory>/instruments`, and the text packs that an agency was permitted to
 * use from `localTextDirectory`. Throws a `malformed` fault that names file and place of all that is wrong: a wrong
 * file never waits for the first family. Wording of class B and C is refused in the shipped folder: no permission.
 */
export function loadInstruments(dataDirectory: string, localTextDirectory: string | null = null): InstrumentLibrary {
  const shipped = join(dataDirectory, "instruments");
  const faults: FieldWords[] = [];
  const definitions = new Map<string, InstrumentDefinition>();
  const texts = new Map<string, Map<string, TextPack>>();
  const norms = new Map<string, InstrumentNorms>();
  const unusable = new Set<string>();
  const report = (file: string, found: readonly FieldWords[]) => void faults.push(...found.map(({ path, message }) => ({ path: `${file}: ${path}`, message })));
  const files = listFiles(shipped);

  for (const file of files.filter((name) => /^[^.]+\.json$/.test(name))) {
    const definition = readAs(definitionSchema, join(shipped, file), file, report);
    if (!definition) continue;
    if (`${definition.id}.json` !== file) report(file, [{ path: "id", message: fileWords.asFile(file.replace(".json", "")) }]);
    const incoherent = findDefinitionFaults(definition);
    report(file, incoherent);
    if (incoherent.length === 0) definitions.set(definition.id, definition);
    else unusable.add(definition.id);
  }
  for (const definition of definitions.values()) {
    if (definition.successor !== null && !definitions.has(definition.successor) && !unusable.has(definition.successor)) report(`${definition.id}.json`, [{ path: "successor", message: fileWords.noSuccessor(definition.successor) }]);
  }
  for (const file of files.filter((name) => name.endsWith(".norms.json"))) {
    const read = readAs(normsSchema, join(shipped, file), file, report);
    if (!read || unusable.has(read.id)) continue;
    if (`${read.id}.norms.json` !== file || !definitions.has(read.id)) report(file, [{ path: "id", message: fileWords.expectId }]);
    norms.set(read.id, read);
  }
  const packFiles = files.filter((name) => /^[^.]+\.[a-z]{2,3}\.json$/.test(name)).map((name) => ({ name, folder: shipped, isLocal: false }));
  const localFiles = (localTextDirectory === null ? [] : listFiles(localTextDirectory)).map((name) => ({ name, folder: localTextDirectory ?? "", isLocal: true }));
  for (const { name, folder, isLocal } of [...packFiles, ...localFiles]) {
    const pack = readAs(textPackSchema, join(folder, name), name, report);
    if (!pack || unusable.has(pack.id)) continue;
    const definition = definitions.get(pack.id);
    if (!definition || `${pack.id}.${pack.language}.json` !== name) {
      report(name, [{ path: "id", message: fileWords.expectIdAndLanguage }]);
      continue;
    }
    if (definition.class === "C" || (definition.class === "B" && !isLocal)) report(name, [{ path: "id", message: fileWords.wordingNotAllowed(definition.name, definition.class) }]);
    report(name, findTextFaults(definition, pack));
    const byLanguage = texts.get(pack.id) ?? new Map<string, TextPack>();
    texts.set(pack.id, byLanguage.set(pack.language, pack));
  }
  if (faults.length > 0) throw new Fault("malformed", fileWords.unusable(inEachLanguage((language) => faults.map((fault) => `${fault.path}: ${fault.message[language]}`).join(" "))), { fields: faults });
  return { definitions, texts, norms, earlier: new Map(), own: new Set(), retired: new Map(), figures: new Map() };
}

function listFiles(folder: string): string[] {
  try {
    return readdirSync(folder).filter((name) => name.endsWith(".json") && !name.endsWith(".cases.json")).sort();
  } catch (cause) {
    throw new Fault("malformed", fileWords.noFolder(folder), { cause });
  }
}

function readAs<S extends z.ZodType>(schema: S, path: string, file: string, report: (file: string, faults: readonly FieldWords[]) => void): z.infer<S> | null {
  let json: unknown;
  try {
    json = JSON.parse(readFileSync(path, "utf8"));
  } catch (cause) {
    report(file, [{ path: "(file)", message: fileWords.notJson((cause as Error).message) }]);
    return null;
  }
  const parsed = schema.safeParse(json);
  if (parsed.success) return parsed.data;
  report(file, parsed.error.issues.flatMap((issue) => issueFields(issue, "(file)")));
  return null;
}
