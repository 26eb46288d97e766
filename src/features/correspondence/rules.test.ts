import fc from "fast-check";
import { expect, test } from "vitest";
import { prose } from "#kernel/shapes.ts";
import { answerLimit } from "./contract.ts";
import { beginningOf, plainText } from "./rules.ts";

test("what was typed is kept as plain text: any line ends, no control characters, no half letters", () => {
  expect(plainText(" One.\r\n\r\nTwo\u0000\u001b[31m.\rThree. ")).toBe("One.\n\nTwo[31m.\nThree.");
  fc.assert(
    fc.property(fc.string({ unit: "binary", maxLength: 300 }), (typed) => {
      const kept = plainText(typed);
      expect(prose(answerLimit).safeParse(kept).success).toBe(true);
      expect(plainText(kept)).toBe(kept);
      expect(kept.length).toBeLessThanOrEqual(typed.length);
    }),
  );
});

test("the beginning of a message is one line, and cuts no letter in half", () => {
  expect(beginningOf("One.\n\n Two.")).toBe("One. Two.");
  expect(beginningOf("🧸".repeat(200))).toBe(`${"🧸".repeat(119)}…`);
});
