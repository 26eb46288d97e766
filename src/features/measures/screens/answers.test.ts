import { expect, test } from "vitest";
import type { EntryItem } from "../entry.contract.ts";
import { itemAfter, mark, openItems, sayAnswer, type as typeFigure } from "./answers.ts";

const options = ["no", "some", "yes"].map((text, place) => ({ text, key: String(place) }));
const item = (number: string, more: Partial<EntryItem> = {}): EntryItem => ({ number, text: number, isRequired: true, options, marks: "one", typed: null, ...more });

test("marking an item takes the place of what stood there; where several may be marked it is added, in order, or taken away", () => {
  expect(mark({ "1": 2 }, item("1"), 0)).toEqual({ "1": 0 });
  const several = item("2", { marks: "many" });
  expect(mark(mark({}, several, 2), several, 0)).toEqual({ "2": [0, 2] });
  expect(mark({ "2": [0, 2] }, several, 2)).toEqual({ "2": [0] });
});

test("a figure is a whole number or no answer", () => {
  expect(["12", " 7 ", "1.5", "", "x", "12345"].map((text) => typeFigure({}, "total", text).total)).toEqual([12, 7, null, null, null, null]);
});

test("what has no answer is named: required items only, the first place and nought are answers", () => {
  const items = [item("1"), item("2", { isRequired: false }), item("3", { marks: "many" }), item("total", { options: [], typed: { unit: "raw", minimum: 0, maximum: 9 } })];
  expect(openItems(items, {}).map((one) => one.number)).toEqual(["1", "3", "total"]);
  expect(openItems(items, { "1": 0, "3": [], total: 0 }).map((one) => one.number)).toEqual(["3"]);
  expect([itemAfter(items, "1")?.number, itemAfter(items, "total")]).toEqual(["2", null]);
  expect([sayAnswer(items[0]!, { "1": 1 }, "-"), sayAnswer(items[2]!, { "3": [0, 2] }, "-"), sayAnswer(items[3]!, { total: 4 }, "-"), sayAnswer(items[0]!, {}, "-")]).toEqual(["some", "no, yes", "4", "-"]);
});
