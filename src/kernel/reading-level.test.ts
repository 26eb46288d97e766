import { expect, test } from "vitest";
import { readingLevel, sentencesOf, syllablesInEnglish, syllablesInSpanish, wordsOf } from "./reading-level.ts";

test.each(Object.entries({ child: 1, scary: 2, little: 2, whole: 1, asked: 1, wanted: 2, times: 1, places: 2, psychotherapy: 5, consultation: 4, you: 1, the: 1, any: 2, violence: 3, question: 2, feel: 1, people: 2, need: 1, together: 3, visit: 2 }))("D1: English syllables: %s", (word, count) => {
  expect(syllablesInEnglish(word)).toBe(count);
});

test.each(Object.entries({ niño: 2, día: 2, bueno: 2, leer: 2, ciudad: 2, quien: 1, guía: 2, oír: 2, y: 1, muy: 1, ayuda: 3, psicoterapia: 5, familia: 3, aquí: 2, usted: 2, ahora: 3, pequeños: 3 }))("D1: Spanish syllables: %s", (word, count) => {
  expect(syllablesInSpanish(word)).toBe(count);
});

test("D1: sentences end where blocks end, and drawings are not read", () => {
  expect(sentencesOf('<html><body class="x"><h1>Hello</h1><svg><text>no</text></svg><p>We call. You <b>say</b> yes at 5 p.m. or no!</p><ul><li>One thing</li></ul></body></html>')).toEqual(["Hello", "We call.", "You say yes at 5 pm or no!", "One thing"]);
  expect(wordsOf("Call 202-555-0142, or write (soon).")).toEqual(["Call", "or", "write", "soon"]);
});

test("D1: a hard text is found hard and an easy one easy, in each language", () => {
  const hard = "Utilization of evidence-based psychotherapeutic intervention modalities necessitates multidisciplinary organizational commitment.";
  expect(readingLevel([hard], "en").score).toBeGreaterThan(12);
  expect(readingLevel(["We meet with you.", "You can stop at any time."], "en").score).toBeLessThan(3);
  const dificil = "La utilización de modalidades psicoterapéuticas fundamentadas empíricamente necesita responsabilidad institucional multidisciplinaria.";
  expect(readingLevel([dificil], "es").score).toBeLessThan(50);
  expect(readingLevel(["Le llamamos hoy.", "Puede parar si lo desea."], "es").score).toBeGreaterThan(85);
  // By hand: 10 words, 2 sentences, 11 syllables: 0.39 × 5 + 11.8 × 1.1 − 15.59 = −0.66.
  expect(readingLevel(["We meet with you.", "You can stop at any time."], "en")).toEqual({ score: -0.7, words: 10, longest: 6 });
});
