import type { FastifyInstance, FastifyRequest } from "fastify";
import { Fault } from "#kernel/faults.ts";
import { countRefused } from "#server/metrics.ts";
import type { Services } from "#server/procedure.ts";
import { faultWords } from "./faults.words.ts";
import { isHookSecret, smsReport, takeReport } from "./hooks.jobs.ts";

/** A report is small: a number, a few words, an id. */
const MOST_BYTES = 8 * 1024;

const secretOf = (request: FastifyRequest): string => /^Bearer (\S{1,200})$/.exec(request.headers.authorization ?? "")?.[1] ?? "";

/**
 * Where an adapter for text messages tells what became of a message and that an answer came: `/hooks/sms`. The secret is asked
 * before the body is read. It answers the same whether or not anybody here is known by that number or id.
 */
export async function addMessageRoutes(app: FastifyInstance, services: Pick<Services, "database" | "clock" | "signingKey">): Promise<void> {
  app.post("/hooks/sms", {
    bodyLimit: MOST_BYTES,
    config: { rateLimit: { max: 6000, timeWindow: "1 minute" } },
    onRequest: async (request) => {
      if (isHookSecret(services.signingKey, secretOf(request))) return;
      countRefused("hook");
      throw new Fault("not_signed_in", faultWords.wrongSecret);
    },
    handler: async (request, reply) => {
      const read = smsReport.safeParse(request.body);
      // What was sent is not repeated: it may hold a number and what somebody wrote.
      if (!read.success) throw new Fault("malformed", faultWords.unreadable);
      await takeReport(services, read.data, request.id);
      return reply.header("cache-control", "no-store").send({ taken: true });
    },
  });
}
