import { describe, expect, test } from "vitest";
import { placeCut } from "./cutPlace.ts";
import { createTimeScale, fitText, linePath, monthStarts, stackLabels, stepPath, textWidth, valueToY, wrapText } from "./scale.ts";
import { splitAtBreaks, type AxisPoint } from "./series.ts";

const point = (date: string, value: number): AxisPoint => ({ date, value, label: null });

describe("B11–B13: a series and its breaks", () => {
  const points = [point("2026-07-08", 41), point("2026-06-16", 33), point("2026-04-21", 38), point("2026-10-13", 27)];
  test("a change of informant ends the series; a value on that day belongs to the new one", () => {
    const stretches = splitAtBreaks(points, [{ date: "2026-07-08", label: "told by Ms. R." }]);
    expect(stretches.map((one) => [one.start, one.end, one.label, one.points.map((each) => each.value)])).toEqual([
      [null, "2026-07-08", null, [38, 33]],
      ["2026-07-08", null, "told by Ms. R.", [41, 27]],
    ]);
  });
  test("no line is drawn across a break: each stretch begins with its own move", () => {
    const { x } = createTimeScale("2026-04-01", "2026-11-01", 600);
    const paths = splitAtBreaks(points, [{ date: "2026-07-08", label: "break" }]).map((one) => linePath(one.points, x, (value) => value));
    expect(paths).toHaveLength(2);
    for (const path of paths) expect(path.match(/M/g)).toHaveLength(1);
    expect(paths[0]).not.toContain(String(x("2026-07-08")));
  });
  test("breaks out of order, and stretches without a value, keep their places", () => {
    const stretches = splitAtBreaks([point("2026-05-01", 1)], [{ date: "2026-09-01", label: "b" }, { date: "2026-07-01", label: "a" }]);
    expect(stretches.map((one) => one.points.length)).toEqual([1, 0, 0]);
    expect(stretches.map((one) => one.label)).toEqual([null, "a", "b"]);
  });
  test("B12: levels of a relationship are steps, never slopes", () => {
    const path = stepPath([point("2026-08-18", 3), point("2026-10-20", 2)], 90, (date) => Number(date.slice(5, 7)), (value) => value * 10);
    expect(path).toBe("M8 30H10V20H90");
    expect(path).not.toContain("L");
    expect(stepPath([], 90, () => 0, () => 0)).toBe("");
  });
});

describe("the common axis", () => {
  test("a day is at the same place in every lane, across a clock change and a leap day", () => {
    const scale = createTimeScale("2028-02-01", "2028-04-01", 600);
    expect(scale.x("2028-02-01")).toBe(0);
    expect(scale.x("2028-02-29")).toBe(280);
    expect(scale.x("2028-03-01")).toBe(290);
    expect(scale.x("2028-04-01")).toBe(600);
    expect(scale.shows("2028-04-02")).toBe(false);
    expect(createTimeScale("2028-02-01", "2028-02-01", 600).x("2028-02-01")).toBe(0);
  });
  test("months begin inside the axis only", () => {
    expect(monthStarts("2026-11-15", "2027-02-01")).toEqual(["2026-12-01", "2027-01-01", "2027-02-01"]);
    expect(monthStarts("2026-11-01", "2026-11-20")).toEqual(["2026-11-01"]);
    expect(monthStarts("2026-11-02", "2026-11-20")).toEqual([]);
  });
  test("higher values stand higher; a lane of one value draws it in the middle", () => {
    expect(valueToY(20, 20, 50, 30, 100)).toBe(100);
    expect(valueToY(50, 20, 50, 30, 100)).toBe(30);
    expect(valueToY(5, 5, 5, 30, 100)).toBe(65);
  });
});

describe("labels on the axis", () => {
  test("a text is cut with an ellipsis, or left out where nothing would be said", () => {
    expect(fitText("Two, together", 400)).toBe("Two, together");
    expect(fitText("Two, together", 50)).toMatch(/^Two,.*…$/);
    expect(textWidth(fitText("Two, together", 50))).toBeLessThanOrEqual(50);
    expect(fitText("Two", 12)).toBe("");
  });
  test("long notes break at words", () => {
    const lines = wrapText("told by Ms. R., a new series: no change counted across the break", 180, 3);
    expect(lines.length).toBeGreaterThan(1);
    expect(lines.join(" ")).toBe("told by Ms. R., a new series: no change counted across the break");
  });
  test("labels that would meet take another row, and rows are used again", () => {
    expect(stackLabels([{ x: 0, width: 100 }, { x: 50, width: 100 }, { x: 120, width: 40 }, { x: 130, width: 10 }])).toEqual([0, 1, 0, 2]);
  });
});

describe("the word of a cut", () => {
  test("stands at the right above its line, and steps aside from what is there already", () => {
    const taken = (left: number, right: number, top: number, bottom: number) => ({ left, right, top, bottom });
    expect(placeCut(60, 70, 400, [])).toEqual({ x: 396, y: 55, anchor: "end" });
    expect(placeCut(60, 70, 400, [taken(200, 396, 30, 58)])).toEqual({ x: 396, y: 74, anchor: "end" });
    expect(placeCut(60, 70, 400, [taken(200, 396, 40, 80)])).toEqual({ x: 4, y: 55, anchor: "start" });
    expect(placeCut(60, 70, 400, [taken(200, 396, 40, 80), taken(10, 30, 40, 58)])).toEqual({ x: 4, y: 74, anchor: "start" });
    expect(placeCut(60, 70, 400, [taken(0, 400, 0, 150)])).toEqual({ x: 396, y: 55, anchor: "end" });
  });
});
