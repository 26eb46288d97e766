import { isCivilDate } from "./dates.ts";
import { Fault } from "./faults.ts";
import { kernelWords } from "./words.ts";

const ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?Z$/;

function refuse(): never {
  throw new Fault("malformed", kernelWords.noPlaceInList, { fields: [{ path: "after", message: kernelWords.expectNext }] });
}

/** The key of a page sorted by moment (or civil date) and id: `<moment>|<id>`. Null stays null; anything else is refused. */
export function readMomentKey(after: string | null): { at: string; id: string } | null {
  if (after === null) return null;
  const [at = "", id = ""] = after.split("|");
  return (isCivilDate(at) || (MOMENT.test(at) && isCivilDate(at.slice(0, 10)) && !Number.isNaN(Date.parse(at)))) && ID.test(id) ? { at, id } : refuse();
}

/** The key of a page sorted by id. Null stays null; anything else is refused. */
export function readIdKey(after: string | null): string | null {
  return after === null || ID.test(after) ? after : refuse();
}

/** The key that names a row of a list sorted by moment and id. */
export const momentKey = (at: string, id: string) => `${at}|${id}`;
