import type { Instant } from "#kernel/dates.ts";
import type { InstrumentDefinition, InstrumentLibrary } from "./contract.ts";
import { wordsOf } from "./library.rules.ts";
import type { Entry, HistoryRow, Wording } from "./site.contract.ts";

type Kept = Entry & { reason: string; enteredByName: string | null; enteredAt: Instant };

/** The wordings for new forms, each with the permission under which it stands here; `history` is the newest first. */
export function listWordings(library: InstrumentLibrary, definition: InstrumentDefinition, history: readonly Entry[]): Wording[] {
  return [...(library.texts.get(definition.id)?.values() ?? [])].map((text) => {
    const entered = history.map((one) => one.body).find((body) => body.kind === "text" && body.text.language === text.language && wordsOf(body.text) === wordsOf(text));
    const standing = text.comparedWithOwnersForm !== null ? "compared" : !text.confirmed ? "not_compared" : definition.class === "D" ? "own_wording" : "shipped";
    return {
      language: text.language,
      origin: entered === undefined ? "shipped" : "own",
      title: text.title,
      permission: text.permission,
      allowed: entered?.kind === "text" ? entered.permission : null,
      sources: text.sources,
      agreement: text.agreement,
      standing,
      compared: text.comparedWithOwnersForm,
    };
  });
}

/** A row of the site for its list: what it says in short, and its day. */
export function describeHistory({ entryId, version, language, body, reason, enteredByName, enteredAt }: Kept): HistoryRow {
  return { entryId, kind: body.kind, version, language, ...saidBy(body), reason, enteredByName, enteredAt };
}

function saidBy(body: Entry["body"]): Pick<HistoryRow, "about" | "on"> {
  if (body.kind === "text") return { about: body.permission === null ? "" : `${body.permission.by}: ${body.permission.terms}`, on: body.permission?.on ?? null };
  if (body.kind === "compared") return { about: body.by, on: body.on };
  if (body.kind === "fact") return { about: `${body.about}: ${body.source}`, on: body.readOn };
  if (body.kind === "figure") return { about: figureInShort(body), on: null };
  return { about: "", on: body.kind === "retired" ? body.from : null };
}

function figureInShort({ score, figure, source }: Extract<Entry["body"], { kind: "figure" }>): string {
  const said = figure.kind === "change_inputs" ? `SD ${figure.sd}, r ${figure.reliability}` : figure.kind === "cut" ? `≥ ${figure.atLeast}` : `± ${figure.points}`;
  return `${score}: ${said} (${source})`;
}
