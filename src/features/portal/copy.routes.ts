import type { FastifyInstance, FastifyReply, FastifyRequest } from "fastify";
import type { Words } from "#kernel/language.ts";
import { asFault } from "#server/errors.ts";
import { writePdf } from "#server/pdf.ts";
import { frameWords } from "#features/letters/words.ts";
import { html } from "#features/site/routes.ts";
import { copyAddress } from "./addresses.rules.ts";
import { type CopyFormat, copyFormats } from "./contract.ts";
import { copyPage } from "./copy.pages.tsx";
import { readCopy } from "./copy.reading.handlers.ts";
import { copyTemplate, type OwnCopy, paperOf, writeCopyData } from "./copy.rules.ts";
import { copyPageWords as words } from "./copy.words.ts";
import type { PortalFrame, SignedIn } from "./frame.routes.ts";

const types: Record<CopyFormat, string> = { pdf: "application/pdf", json: "application/json; charset=utf-8" };

/** Taking what is open to read, as a file. It is asked for by a form, so that no link, no reload and no robot makes one. */
export function addCopyRoutes(scope: FastifyInstance, frame: PortalFrame): void {
  scope.get(copyAddress, frame.reads("privacy", async (one) => copyPage({ ...one.props, children: await childrenOf(one), state: { kept: {}, faults: [] } })));
  scope.post(copyAddress, frame.answers("privacy", take));
}

const childrenOf = async ({ api }: SignedIn) => (await api.cases.list({})).cases.map((one) => ({ caseId: one.caseId, childName: one.childGivenName }));

async function take(one: SignedIn, _request: FastifyRequest, reply: FastifyReply) {
  const children = await childrenOf(one);
  const child = children.find((each) => each.caseId === one.field("caseId"));
  const format = copyFormats.find((each) => each === one.field("format")) ?? "pdf";
  const again = (path: string, message: Words) => html(reply, 422, copyPage({ ...one.props, children, state: { kept: child ? { caseId: [child.caseId] } : {}, faults: [{ path, message }] } }));
  if (!child) return again("caseId", words.needWhose);
  try {
    await one.api.portal.copy({ caseId: child.caseId, format });
  } catch (error) {
    if (asFault(error).code !== "too_many") throw error;
    return again("format-pdf", words.tooMany);
  }
  const { practice } = one.props;
  const copy = await readCopy(one, { caseId: child.caseId, from: practice.name });
  const bytes = format === "pdf" ? paper(copy, practice) : Buffer.from(writeCopyData(copy));
  // The name of the file says nothing of whom or what it is about: it stands in a list that others may see.
  return reply.type(types[format]).header("content-disposition", `attachment; filename="copy-${copy.on}.${format}"`).header("x-content-type-options", "nosniff").send(Buffer.from(bytes));
}

function paper(copy: OwnCopy, { name, isDemo }: SignedIn["props"]["practice"]): Uint8Array {
  const { language } = copy;
  const data = { head: { name, below: "", lines: [] }, demo: isDemo ? frameWords.demo[language] : "", page: frameWords.page[language], of: frameWords.of[language], ...paperOf(copy) };
  return writePdf({ template: copyTemplate, data, title: name, language });
}
