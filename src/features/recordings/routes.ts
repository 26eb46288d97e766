import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import { Readable } from "node:stream";
import { Fault } from "#kernel/faults.ts";
import type { Actor } from "#database/actor.ts";
import type { CallFor } from "#server/http.ts";
import type { Services } from "#server/procedure.ts";
import { serverWords } from "#server/words.ts";
import { faultWords } from "./faults.words.ts";
import { play } from "./playing.handlers.ts";
import { readRange, shortened } from "./range.rules.ts";
import { readOffset, takePiece, type Upload } from "./upload.handlers.ts";

// The bytes of recordings, beside the API: what comes in by the two requests of tus 1.0 (HEAD and PATCH; docs/decisions/0020), and what a
// player asks for by ranges. Permission and consent are judged with every request, as the procedures do.

const VERSION = "1.0.0";
/** Bytes of one request: any more a client sends in further ones. */
const MOST_OF_A_PIECE = 268_435_456;
const isId = (text: string): boolean => /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/.test(text);

const wholeOf = (header: string | string[] | undefined): number | null => (typeof header === "string" && /^\d{1,15}$/.test(header) ? Number(header) : null);
const idOf = (request: FastifyRequest): string => {
  const { recordingId } = request.params as { recordingId: string };
  if (!isId(recordingId)) throw new Fault("not_found", faultWords.noRecording);
  return recordingId;
};

/** Whoever is signed in and has one of the roles, with the second factor where that is owed. */
async function actorOf(callFor: CallFor, request: FastifyRequest, reply: FastifyReply, roles: readonly string[]): Promise<Actor> {
  const { actor, owes } = await callFor(request, reply);
  if (actor === null) throw new Fault("not_signed_in", serverWords.signIn);
  if (owes === "second_factor") throw new Fault("second_factor_owed", serverWords.secondFactorOwed);
  if (actor.kind !== "staff" || !actor.roles.some((one) => roles.includes(one))) throw new Fault("not_allowed", serverWords.roleDoesNotOpen);
  return actor;
}
const sayOffset = (reply: FastifyReply, upload: Upload): FastifyReply => reply.header("upload-offset", String(upload.received)).header("upload-length", String(upload.bytes)).header("tus-resumable", VERSION);

/** Where a clinician's file comes in, and where a player reads. */
export async function addRecordingRoutes(app: FastifyInstance, services: Services, callFor: CallFor): Promise<void> {
  await app.register(async (scope) => {
    scope.addContentTypeParser("application/offset+octet-stream", (_request, payload, done) => done(null, payload));
    scope.addHook("onRequest", async (_request, reply) => void reply.header("cache-control", "no-store"));
    const senders = ["clinician", "trainee"];
    scope.head("/api/recordings/:recordingId/upload", async (request, reply) => {
      const actor = await actorOf(callFor, request, reply, senders);
      return sayOffset(reply, await readOffset({ services, actor }, idOf(request))).status(200).send();
    });
    scope.patch("/api/recordings/:recordingId/upload", { bodyLimit: MOST_OF_A_PIECE }, async (request, reply) => {
      const actor = await actorOf(callFor, request, reply, senders);
      const [offset, length] = [wholeOf(request.headers["upload-offset"]), wholeOf(request.headers["content-length"])];
      if (offset === null || length === null) throw new Fault("malformed", faultWords.needLength);
      if (length > MOST_OF_A_PIECE) throw new Fault("too_large", serverWords.tooLarge);
      const bytes = (request.body as Readable).iterator({ destroyOnReturn: false });
      try {
        return await sayOffset(reply, await takePiece({ services, actor }, { recordingId: idOf(request), offset, length }, bytes)).status(204).send();
      } catch (error) {
        // A browser hears an answer only once it has sent: what is still to come of a refused piece is read and let go. It flows once nobody reads it piece by piece.
        void bytes.return?.().then(() => (request.body as Readable).resume());
        const received = error instanceof Fault ? error.details.received : undefined;
        if (typeof received === "number") reply.header("upload-offset", String(received)).header("tus-resumable", VERSION);
        throw error;
      }
    });
    scope.get("/api/recordings/:recordingId/video", { exposeHeadRoute: false }, (request, reply) => answerRange(services, callFor, request, reply));
  });
}

async function answerRange(services: Services, callFor: CallFor, request: FastifyRequest, reply: FastifyReply): Promise<FastifyReply> {
  const actor = await actorOf(callFor, request, reply, ["clinician", "trainee", "supervisor", "faculty"]);
  const { mediaType, bytes, etag, proveFirst } = await play({ services, actor, requestId: request.id }, idOf(request));
  const ifRange = request.headers["if-range"];
  const asked = readRange(ifRange === undefined || ifRange === etag ? request.headers.range : undefined, bytes);
  reply.header("accept-ranges", "bytes").header("etag", etag).header("x-content-type-options", "nosniff").header("content-disposition", "inline").header("cross-origin-resource-policy", "same-origin");
  if (asked.kind === "outside") return reply.status(416).header("content-range", `bytes */${bytes}`).send();
  const { from, to } = asked.kind === "whole" ? { from: 0, to: bytes - 1 } : shortened(asked);
  const body = await proveFirst(from, to);
  if (asked.kind === "piece") reply.status(206).header("content-range", `bytes ${from}-${to}/${bytes}`);
  return reply.type(mediaType).header("content-length", String(to - from + 1)).send(Readable.from(body, { objectMode: false }));
}
