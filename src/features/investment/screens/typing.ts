import { type InputKey, inputKeys, inputs, type OwnFigures, type ReturnInputs } from "../contract.ts";

/** What stands in the fields, as typed. */
export type Typed = { fields: Record<InputKey, string>; index: { id: number; year: string; index: string }[]; source: string };

const empty = Object.fromEntries(inputKeys.map((key) => [key, ""])) as Record<InputKey, string>;

/** The fields for what was kept; all empty where nothing was. */
export function typedOf(kept: ReturnInputs | null): Typed {
  if (kept === null) return { fields: empty, index: [], source: "" };
  return { fields: Object.fromEntries(inputKeys.map((key) => [key, kept[key] === null ? "" : String(kept[key])])) as Record<InputKey, string>, index: kept.priceIndex.map((one, id) => ({ id, year: String(one.year), index: String(one.index) })), source: kept.priceIndexSource };
}

/** The fields as they stand first: what was kept last, else the programme's own figures of twelve months, so that nobody types what is counted already. */
export function firstTyped(kept: ReturnInputs | null, own: OwnFigures): Typed {
  const typed = typedOf(kept);
  if (kept !== null) return typed;
  const known = own.inputs.filter((one) => one.count.people !== null && (own.period !== null || one.key === "clinicians"));
  return { ...typed, fields: { ...typed.fields, ...Object.fromEntries(known.map((one) => [one.key, String(one.count.people)])) } };
}

/** Another empty row of the index of prices. */
export const withRow = (index: Typed["index"]): Typed["index"] => [...index, { id: Math.max(-1, ...index.map((one) => one.id)) + 1, year: "", index: "" }];

/** A number as people type it: 12, 12.5, 12,5, 1,200. Null where the field is empty, undefined where it is none. */
export function readNumber(text: string): number | null | undefined {
  const plain = text.trim().replace(/^\$\s*/, "").replace(/\s*%$/, "");
  if (plain === "") return null;
  if (/^\d{1,3}(,\d{3})+(\.\d+)?$/.test(plain)) return Number(plain.replaceAll(",", ""));
  return /^\d+([.,]\d+)?$/.test(plain) ? Number(plain.replace(",", ".")) : undefined;
}

/** What was typed as figures; `wrong` names each field that holds none, or one out of its bounds. */
export function readTyped({ fields, index, source }: Typed): { inputs: ReturnInputs; wrong: (InputKey | "priceIndex")[] } {
  const read = new Map(inputKeys.map((key) => [key, readNumber(fields[key])] as const));
  const isYear = (value: number) => Number.isInteger(value) && value >= 1950 && value <= 2100;
  const isWrong = (key: InputKey, value: number | null | undefined) => value === undefined || (value !== null && (value > inputs[key].most || (key === "priceYear" && !isYear(value))));
  const rows = index.filter((one) => one.year.trim() !== "" || one.index.trim() !== "").map((one) => ({ year: readNumber(one.year) ?? 0, index: readNumber(one.index) ?? 0 }));
  const rowsAreRight = rows.every((one) => isYear(one.year) && one.index > 0) && new Set(rows.map((one) => one.year)).size === rows.length;
  const wrong: (InputKey | "priceIndex")[] = [...read].filter(([key, value]) => isWrong(key, value)).map(([key]) => key);
  return {
    inputs: { ...(Object.fromEntries([...read].map(([key, value]) => [key, isWrong(key, value) ? null : value])) as Record<InputKey, number | null>), priceIndex: rowsAreRight ? rows : [], priceIndexSource: source },
    wrong: rowsAreRight ? wrong : [...wrong, "priceIndex"],
  };
}
