import { schemaOf, type ElementSchema, type TypeSchema } from "./definitions.ts";

/** One value met on the way through a resource: where, what FHIR says of it, and of which type it is. */
export type MetElement = { path: string; type: string; value: unknown; schema: ElementSchema };

/** True for a JSON object. */
export function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** The definition of `key` and the type of its value: `onsetDateTime` is `onset[x]` as a dateTime. */
function findElement(type: TypeSchema, key: string): { schema: ElementSchema; type: string } | null {
  const own = Object.hasOwn(type.elements, key) ? type.elements[key] : undefined;
  if (own !== undefined) return { schema: own, type: own.type[0]?.code ?? "" };
  for (let end = key.length - 1; end > 0; end -= 1) {
    const choice = Object.hasOwn(type.elements, `${key.slice(0, end)}[x]`) ? type.elements[`${key.slice(0, end)}[x]`] : undefined;
    const named = key.slice(end).toLowerCase();
    const match = choice?.type.find((one) => one.code.toLowerCase() === named);
    if (choice !== undefined && match !== undefined) return { schema: choice, type: match.code };
  }
  return null;
}

/** Visits every value that FHIR R4 knows in a resource, from the outside in. What it does not know is stepped over. */
export function visitElements(value: Record<string, unknown>, typeName: string, path: string, visit: (element: MetElement) => void): void {
  const type = schemaOf(typeName);
  if (type === null) return;
  for (const [key, held] of Object.entries(value)) {
    if (key === "resourceType" || key.startsWith("_")) continue;
    const element = findElement(type, key);
    if (element === null) continue;
    const many = Array.isArray(held);
    for (const [index, one] of (many ? held : [held]).entries()) {
      if (one === null || one === undefined) continue;
      const here = many ? `${path}.${key}[${index}]` : `${path}.${key}`;
      const isResource = element.type === "Resource" && isObject(one) && typeof one.resourceType === "string";
      const heldType = isResource ? String((one as { resourceType: string }).resourceType) : element.type;
      visit({ path: here, type: heldType, value: one, schema: element.schema });
      if (isObject(one)) visitElements(one, heldType, here, visit);
    }
  }
}
