import type { ContractRouterClient } from "@orpc/contract";
import { createRouterClient } from "@orpc/server";
import type { FastifyInstance, FastifyRequest } from "fastify";
import { sql } from "kysely";
import { addAccountRoutes } from "#features/account/routes.ts";
import { actorOf, resume } from "#features/account/door.handlers.ts";
import { contract } from "#features/contract.ts";
import { addAnsweringRoutes } from "#features/answering/routes.ts";
import { addFeedRoutes } from "#features/calendar/feed.routes.ts";
import { addMessageRoutes } from "#features/messages/routes.ts";
import { handlers } from "#features/handlers.ts";
import { addGraduateRoutes } from "#features/graduates/routes.ts";
import { addApplicationRoutes } from "#features/applications/routes.ts";
import { addArticleRoutes, listFindable } from "#features/articles/routes.ts";
import { addNewsletterRoutes } from "#features/newsletter/routes.ts";
import { addRecordingRoutes } from "#features/recordings/routes.ts";
import { addPortalRoutes } from "#features/portal/routes.ts";
import { addQuestionRoutes } from "#features/questions/routes.ts";
import { addSiteRoutes } from "#features/site/routes.ts";
import { makeServer, spokenTo } from "#server/http.ts";
import { serverWords } from "#server/words.ts";
import { readGauges } from "./gauges.ts";
import { type Call, makeRouter, type Services } from "#server/procedure.ts";

/** The web server with everything in it, not yet listening: for the program, and for tests that inject requests. */
export async function makeApplication(services: Services, logStream?: { write(line: string): void }, isBehind: () => boolean = () => false): Promise<FastifyInstance> {
  return makeServer({
    services,
    contract,
    handlers,
    logStream,
    isBehind,
    readGauges: () => readGauges(services),
    resumeActor: async (token) => {
      const found = await resume({ services }, token);
      return found && { actor: actorOf(found), language: found.language, owes: found.second_factor_owed ? "second_factor" : "nothing" };
    },
    addPages: async (app, callFor) => {
      await addAccountRoutes(app, services);
      await addSiteRoutes(app, services, () => listFindable(services));
      await addQuestionRoutes(app, services);
      await addApplicationRoutes(app, services);
      addArticleRoutes(app, services);
      await addGraduateRoutes(app, services);
      await addNewsletterRoutes(app, services);
      await addAnsweringRoutes(app, services);
      await addMessageRoutes(app, services);
      addFeedRoutes(app, services);
      await addRecordingRoutes(app, services, callFor);
      const router = makeRouter(contract, handlers);
      const apiFor = (call: Call) => createRouterClient(router, { context: call }) as ContractRouterClient<typeof contract>;
      await addPortalRoutes(app, services, { callFor, apiFor, endSignIn: (call) => apiFor(call).account.signOut({}), setLanguage: (call, language) => apiFor(call).account.setLanguage({ language }) });
      addDoorsToCome(app);
    },
    isReady: async () => {
      try {
        await sql`select dyad.agency()`.execute(services.database);
        return true;
      } catch {
        return false;
      }
    },
  });
}

/** Doors that are not built yet say so in their own format (interfaces.md section 3). */
function addDoorsToCome(app: FastifyInstance): void {
  const outcome = (request: FastifyRequest) => ({ resourceType: "OperationOutcome", issue: [{ severity: "error", code: "not-supported", diagnostics: serverWords.doorNotBuilt[spokenTo(request)] }] });
  for (const address of ["/fhir", "/fhir/*"]) app.all(address, (request, reply) => reply.status(501).type("application/fhir+json").send(outcome(request)));
}
