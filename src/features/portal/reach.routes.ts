import type { FastifyInstance } from "fastify";
import { asFault } from "#server/errors.ts";
import { portalFurther } from "./addresses.rules.ts";
import type { Outcome, PortalFrame, SignedIn } from "./frame.routes.ts";
import { helpPage } from "./help.pages.tsx";
import { reachPage } from "./reach.pages.tsx";

const isId = (text: string) => /^[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}$/.test(text);

/** How an adult is reached, and help nearby. */
export function addReachRoutes(scope: FastifyInstance, frame: PortalFrame): void {
  scope.get(portalFurther.reach, frame.reads(null, async (one) => reachPage({ ...one.props, ...(await one.api.portal.reach.ways()) })));
  scope.post(`${portalFurther.reach}/unsafe`, frame.acts(null, stopWay));
  scope.post(`${portalFurther.reach}/texts`, frame.acts(null, async (one) => {
    const texts = one.field("texts") === "allow" ? "allow" : "stop";
    await one.api.portal.reach.texts({ texts });
    return { to: portalFurther.reach, said: texts === "allow" ? "textsAllowed" : "textsStopped" };
  }));
  scope.post(`${portalFurther.reach}/letters`, frame.acts(null, async (one) => {
    await one.api.portal.reach.letters({ language: one.field("language") === "es" ? "es" : "en" });
    return { to: portalFurther.reach, said: "letters" };
  }));
  scope.get(portalFurther.help, frame.reads(null, async (one) => helpPage({ ...one.props, ...(await one.api.resources.forFamily()) })));
}

async function stopWay(one: SignedIn): Promise<Outcome> {
  const contactWayId = one.field("way");
  if (!isId(contactWayId)) return { to: portalFurther.reach };
  try {
    await one.api.portal.reach.unsafe({ contactWayId });
  } catch (error) {
    // Pressed twice, or stopped by somebody else meanwhile: what stands is what was wanted.
    if (asFault(error).code !== "not_found") throw error;
  }
  return { to: portalFurther.reach, said: "wayStopped" };
}
