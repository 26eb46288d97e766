import type { FastifyInstance } from "fastify";
import { asFault } from "#server/errors.ts";
import type { FormState } from "#features/site/fields.pages.tsx";
import { portalAddresses } from "./addresses.rules.ts";
import { askAddress, askPage } from "./asking.pages.tsx";
import { askingWords as words, requestNames } from "./asking.words.ts";
import type { Outcome, PortalFrame, SignedIn } from "./frame.routes.ts";

const MOST_LETTERS = 2000;

/** Asking about the record: for a copy, to set right, to share less, to be reached another way. */
export function addAskingRoutes(scope: FastifyInstance, frame: PortalFrame): void {
  scope.get(askAddress, frame.reads("privacy", async (one) => askPage({ ...one.props, children: await childrenOf(one), state: { kept: {}, faults: [] } })));
  scope.post(askAddress, frame.acts("privacy", ask));
}

const childrenOf = async ({ api }: SignedIn) => (await api.cases.list({})).cases.map((one) => ({ caseId: one.caseId, childName: one.childGivenName }));

async function ask(one: SignedIn): Promise<Outcome> {
  const children = await childrenOf(one);
  const kind = (Object.keys(requestNames) as (keyof typeof requestNames)[]).find((each) => each === one.field("kind"));
  const child = children.find((each) => each.caseId === one.field("caseId"));
  const typed = one.field("asked").trim();
  // A copy needs no words: the request says of itself what it is.
  const asked = typed === "" && kind === "access" ? requestNames.access.name[one.language] : typed;
  const faults: FormState["faults"] = [
    ...(child ? [] : [{ path: "caseId", message: words.needWhose }]),
    ...(kind ? [] : [{ path: "kind", message: words.needWhat }]),
    ...(asked === "" ? [{ path: "asked", message: words.needWords }] : asked.length > MOST_LETTERS ? [{ path: "asked", message: words.tooLong }] : []),
  ];
  const again = (found: FormState["faults"]): Outcome => ({ page: askPage({ ...one.props, children, state: { kept: { asked: [one.field("asked")], ...(kind ? { kind: [kind] } : {}), ...(child ? { caseId: [child.caseId] } : {}) }, faults: found } }), status: 422 });
  if (faults.length > 0 || !kind || !child) return again(faults);
  try {
    await one.api.privacy.requests.ask({ caseId: child.caseId, kind, asked });
    return { to: portalAddresses.privacy, said: "asked" };
  } catch (error) {
    if (asFault(error).code !== "too_many") throw error;
    return again([{ path: "asked", message: words.tooMany }]);
  }
}
