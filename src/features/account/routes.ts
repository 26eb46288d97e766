import type { FastifyInstance } from "fastify";
import { callOf } from "#server/http.ts";
import type { Services } from "#server/procedure.ts";
import { CALLBACK, finishOrganisationSignIn } from "./organisation.handlers.ts";

/** The one page of this feature beside the API: where an organisation sends people back to. It shows nothing and leads on. */
export async function addAccountRoutes(app: FastifyInstance, services: Services): Promise<void> {
  app.get(CALLBACK, async (request, reply) => {
    const query = request.url.slice(request.url.indexOf("?") < 0 ? request.url.length : request.url.indexOf("?"));
    const outcome = await finishOrganisationSignIn(callOf(request, reply, services), query);
    reply.header("cache-control", "no-store");
    return reply.redirect(outcome === "in" ? "/app" : outcome === "bind" ? "/app/bind" : `/app/sign-in?why=${outcome}`, 303);
  });
}
