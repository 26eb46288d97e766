import type { z } from "zod";
import type { FieldWords } from "./faults.ts";
import type { Words } from "./language.ts";
import { kernelWords } from "./words.ts";

type Issue = z.core.$ZodIssue;

const kinds: Record<string, Words> = {
  object: { en: "an object { … }", es: "un objeto { … }" },
  record: { en: "an object { … }", es: "un objeto { … }" },
  array: { en: "a list [ … ]", es: "una lista [ … ]" },
  string: { en: "a text", es: "un texto" },
  number: { en: "a number", es: "un número" },
  int: { en: "a whole number", es: "un número entero" },
  boolean: { en: "true or false", es: "true o false" },
  null: { en: "null", es: "null" },
};

const words = {
  unknownKey: { en: "This key is not known here.", es: "Esta clave no se conoce aquí." },
  kind: (kind: Words): Words => ({ en: `Expected ${kind.en}.`, es: `Se espera ${kind.es}.` }),
  oneOf: (values: string): Words => ({ en: `Expected one of ${values}.`, es: `Se espera uno de estos valores: ${values}.` }),
  value: (value: string): Words => ({ en: `Expected ${value}.`, es: `Se espera ${value}.` }),
  notEmpty: { en: "Expected a text that is not empty.", es: "Se espera un texto que no esté vacío." },
  entriesOrMore: (least: string): Words => ({ en: `Expected ${least} or more entries.`, es: `Se esperan ${least} entradas o más.` }),
  entriesOrFewer: (most: string): Words => ({ en: `Expected at most ${most} entries.`, es: `Se esperan como máximo ${most} entradas.` }),
  orMore: (least: string): Words => ({ en: `Expected ${least} or more.`, es: `Se espera ${least} o más.` }),
  orLess: (most: string): Words => ({ en: `Expected ${most} or less.`, es: `Se espera ${most} o menos.` }),
  moreThan: (least: string): Words => ({ en: `Expected more than ${least}.`, es: `Se espera más de ${least}.` }),
  lessThan: (most: string): Words => ({ en: `Expected less than ${most}.`, es: `Se espera menos de ${most}.` }),
  multipleOf: (divisor: string): Words => ({ en: `Expected a multiple of ${divisor}.`, es: `Se espera un múltiplo de ${divisor}.` }),
  id: { en: "Expected an id, as it was given.", es: "Se espera un identificador, tal como se dio." },
  form: { en: "Expected another way of writing here.", es: "Aquí se espera otra forma de escribirlo." },
  union: { en: "Expected one of the forms that are known here.", es: "Se espera una de las formas que se conocen aquí." },
  other: { en: "This is not as expected here.", es: "Esto no es como se espera aquí." },
} as const;

/** What an issue of Zod says to a person: our own words where a shape brought them (`expected`), else by what kind of issue it is. */
export function issueWords(issue: Issue): Words {
  const own = (issue as { words?: Words }).words ?? (issue as { params?: { words?: Words } }).params?.words;
  if (own) return own;
  switch (issue.code) {
    case "invalid_type":
      return words.kind(kinds[issue.expected] ?? { en: issue.expected, es: issue.expected });
    case "invalid_value":
      return issue.values.length > 1 ? words.oneOf(issue.values.join(", ")) : words.value(String(issue.values[0]));
    case "too_small":
      return tooSmall(issue);
    case "too_big":
      return tooBig(issue);
    case "invalid_format":
      return formatWords[issue.format] ?? words.form;
    case "not_multiple_of":
      return words.multipleOf(String(issue.divisor));
    case "unrecognized_keys":
      return words.unknownKey;
    case "invalid_union":
      return words.union;
    default:
      return words.other;
  }
}

const formatWords: Record<string, Words> = { uuid: words.id, email: kernelWords.someEmail, datetime: kernelWords.expectInstant, date: kernelWords.expectDate };

function tooSmall({ origin, minimum, inclusive }: Extract<Issue, { code: "too_small" }>): Words {
  if (origin === "string") return minimum === 1 ? words.notEmpty : kernelWords.atLeastCharacters(Number(minimum));
  if (origin === "array" || origin === "set") return words.entriesOrMore(String(minimum));
  return inclusive === false ? words.moreThan(String(minimum)) : words.orMore(String(minimum));
}

function tooBig({ origin, maximum, inclusive }: Extract<Issue, { code: "too_big" }>): Words {
  if (origin === "string") return kernelWords.atMostCharacters(Number(maximum));
  if (origin === "array" || origin === "set") return words.entriesOrFewer(String(maximum));
  return inclusive === false ? words.lessThan(String(maximum)) : words.orLess(String(maximum));
}

/** Every place that an issue names, with its words: a key that is not known is a place of its own. `whole` names what has no path. */
export function issueFields(issue: Issue, whole = ""): FieldWords[] {
  const path = issue.path.map(String);
  if (issue.code === "unrecognized_keys") return issue.keys.map((key) => ({ path: [...path, key].join("."), message: words.unknownKey }));
  return [{ path: path.join(".") || whole, message: issueWords(issue) }];
}
