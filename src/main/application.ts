import type { FastifyInstance } from "fastify";
import { sql } from "kysely";
import { actorOf, resume } from "#features/account/handlers.ts";
import { contract } from "#features/contract.ts";
import { handlers } from "#features/handlers.ts";
import { makeServer } from "#server/http.ts";
import type { Services } from "#server/procedure.ts";

/** The web server with everything in it, not yet listening: for the program, and for tests that inject requests. */
export async function makeApplication(services: Services, logStream?: { write(line: string): void }): Promise<FastifyInstance> {
  return makeServer({
    services,
    contract,
    handlers,
    logStream,
    resumeActor: async (token) => {
      const found = await resume({ services }, token);
      return found && { actor: actorOf(found), language: found.language };
    },
    addPages: async () => {},
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
