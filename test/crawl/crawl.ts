import type { AnyContractRouter } from "@orpc/contract";
import { contract } from "#features/contract.ts";
import { listProcedures } from "#server/procedure.ts";
import { serverWords } from "#server/words.ts";
import type { Answer, TestServer } from "../access/server.ts";
import { wordsOf } from "./papers.ts";

// Walks everything that somebody can reach by reading: each GET route with each id that anybody at all has learned.
// A page is all that left with an answer: its headers, and its words, also those of a PDF or of an archive.

const isLong = process.env.TEST_LONG === "1";

export const routes = listProcedures(contract as unknown as AnyContractRouter);
export const readingRoutes = routes.filter((one) => one.method === "GET");
const parametersOf = (address: string) => [...address.matchAll(/\{(\w+)\}/g)].map((found) => found[1]!);

/** Questions beyond the address, by procedure: each filter, each page, a search, whole spans of time. */
const queries: Record<string, string[]> = {
  "cases.list": ["", "status=all", "status=closed", "status=all&search=MARKER", "status=all&search=River", "status=all&search=r", "status=all&sort=next&order=down", "status=all&clinician=nobody", "language=es", "setting=home", "booked=no"],
  "cases.file": ["status=all&format=csv&says=en", "status=all&search=River&format=xlsx&says=es"],
  "intake.file": ["status=all&format=csv&says=en", "status=all&format=xlsx&says=es"],
  "ledger.file": ["month=2026-11-01&says=en"],
  "ledger.get": ["", "month=2026-10-01"],
  "ledger.entries": ["", "month=2026-11-01", "account=receivable"],
  "remittances.files": ["", "state=refused"],
  "remittances.unmatched": ["", "what=lines"],
  "denials.appealPaper": ["says=en", "says=es"],
  "billforms.claim": ["", "look=overlay"],
  "grants.get": ["", "month=2026-09"],
  "denials.list": ["", "show=appealed", "show=rejected"],
  "billing.file": ["format=csv&says=en", "format=xlsx&says=es"],
  "money.claims": ["behind=open", "behind=not_first", "behind=denied&reason=29"],
  "money.file": ["table=payers&format=csv&says=en", "table=denials&format=xlsx&says=es"],
  "grants.paper": ["format=pdf", "format=csv"],
  "waiting.file": ["format=csv&says=en", "mark=none&format=xlsx&says=es"],
  "views.list": ["list=families", "list=referrals", "list=services", "list=waiting", "list=outbox", "list=staff"],
  "cases.record": ["", ...["service", "intake", "child_chart", "relationship", "caregiver", "psychotherapy_note", "supervision", "report", "address", "protective"].map((one) => `class=${one}`)],
  "caseload.next": ["", "language=es"],
  "documents.open": ["", "way=view"],
  "waiting.list": ["", "sort=longest", "mark=consent"],
  "correspondence.list": ["", "status=all", "status=all&whose=mine&sort=last&order=down", "late=yes"],
  "applications.list": ["", "status=all", "status=all&kind=team&sort=code&order=down", "status=all&own=to_score"],
  "questions.list": ["", "status=all", "status=all&holder=me", "late=yes&sort=promised&order=down"],
  "graduations.list": ["", "state=undone", "listed=yes&sort=name&order=up"],
  "intake.list": ["", "status=all", "status=opened", "status=new", "status=all&sort=promised&order=down", "late=yes"],
  "calendar.list": ["from=2023-01-01&to=2030-01-01"],
  "calendar.verdicts": ["from=2023-01-01&to=2030-01-01"],
  "bookings.marks": ["from=2023-01-01&to=2030-01-01"],
  "visitWishes.list": ["from=2023-01-01&to=2030-01-01"],
  "hourOffers.list": ["from=2023-01-01&to=2030-01-01"],
  "hourOffers.candidates": ["start=2026-11-24T18:00&end=2026-11-24T19:00"],
  "calendarDays.flags": ["from=2026-11-01&to=2026-12-12"],
  "measureSchedule.visits": ["from=2023-01-01&to=2030-01-01"],
  "calendar.propose": ["on=2026-11-20"],
  "foresight.whatIf": ["kind=nothing&on=2026-01-01"],
  "reports.look": ["kind=funder&language=en", "kind=board&language=es&withReturn=yes", "kind=quarter&language=en"],
  "reports.file": ["format=pdf", "format=xlsx"],
  "outcomes.cases": ["figure=position:started", "figure=series:phq-9:total:pairs"],
  "outcomes.export": [`format=csv&hash=${"0".repeat(64)}`],
  "eligibility.decide": ["", "on=2026-11-20"],
  "compliance.room": ["", "policy=dc-mhrs", "state=unknown"],
  "compliance.behind": ["policy=dc-mhrs&rule=diagnosis&subject=case", "policy=dc-mhrs&rule=age&subject=session", "policy=dc-mhrs&rule=intake&subject=case&result=unknown", "policy=dc-mhrs&rule=team-clinicians&subject=team"],
  "audits.population": ["from=2020-01-01&to=2030-01-01"],
  "consents.text": ["kind=treatment&language=en", "kind=messages&language=es"],
  "merging.like": ["givenName=MARKER", "givenName=Robin&familyName=Made-Up&birthDate=2022-05-02"],
  "plan.text": ["language=en", "language=es"],
  "plan.ownText": ["language=en"],
  "signing.text": ["", "language=es"],
  "plan.paper": ["language=en&kind=to_sign", "language=es&kind=plain"],
  "course.get": ["", "course=1"],
  "course.aftercarePaper": ["language=en", "language=es"],
  "course.letter": ["language=en"],
  "measureSeries.told": ["", "language=es"],
  "measureSeries.plainPaper": ["language=en"],
  "measureSeries.paper": ["language=en"],
  "resources.list": ["", "state=all", "search=MARKER"],
  "formulation.get": ["", "view=child"],
  "stories.ownPaper": ["language=both"],
  "stories.paper": isLong ? ["language=en", "language=es", "language=both"] : ["language=both"],
  "testimonials.text": ["language=en&attribution=none&languages=both&validTo=2026-12-20", "language=es&attribution=mother&languages=one&validTo=2026-12-20"],
  "release.accounting": ["language=en", "language=es"],
  "privacy.trail.list": ["kind=export", "kind=refusal"],
  "privacy.requests.list": ["", "state=answered"],
  "privacy.retention.certificate": ["language=en"],
  "privacy.glass.acts": ["of=privacy.glass.open"],
  "finding.find": ["q=MARKER", "q=River", "q=a", "q=5%2F2%2F2022", "q=2026-11-20", "q=made%20thu", "q=today"],
  "search.find": ["q=MARKER", "q=a", "q=the", "q=2026-11", "q=MARKER&kind=passage", "q=MARKER&stage=1"],
  "supervision.hours.get": ["", "month=2026-11", "month=2026-10"],
  "supervision.hours.file": ["from=2026-01&to=2026-12&language=en", "from=2026-11&to=2026-11&language=es"],
  "fidelity.paper": ["language=en", "language=es&pack=example-foundational&version=1"],
  "fidelity.logPaper": ["language=en&format=csv", "language=es&format=pdf"],
  "billing.list": ["", "status=ready", "status=held", "order=up&verdict=no"],
  "claims.list": ["", "tab=held", "tab=all&order=down", "tab=correct"],
  "answers.form": ["instrument=phq-9&language=en", "instrument=observation-dyad&language=es"],
  "answers.check": ["mode=paper&instrument=phq-9&answeredOn=2026-11-20"],
  "messages.outbox": ["", "status=sent", "status=queued", "channel=text", "sort=about&order=up&kind=reminder"],
};

/** Ids by the name under which an address or an answer has them, such as `caseId`. */
export type Pool = Map<string, Set<string>>;
/** The cases, members of staff and audits at whose addresses an id was met. */
type Homes = Map<string, Set<string>>;
const placeOf = (address: string): string | undefined => /\/(?:cases|staff|audits)\/([0-9a-f-]{36})/.exec(address)?.[1];

/** Takes the ids out of an answer. Persons go by several names. */
function learn(pool: Pool, homes: Homes, met: string | undefined, value: unknown): void {
  if (Array.isArray(value)) return value.forEach((one) => learn(pool, homes, met, one));
  if (value === null || typeof value !== "object") return;
  for (const [key, inner] of Object.entries(value)) {
    if (!key.endsWith("Id") || typeof inner !== "string") {
      learn(pool, homes, met, inner);
      continue;
    }
    pool.set(key, (pool.get(key) ?? new Set()).add(inner));
    if (met !== undefined) homes.set(inner, (homes.get(inner) ?? new Set()).add(met));
  }
}

function* fillIn(address: string, pool: Pool, fits: (address: string, id: string) => boolean): Generator<string> {
  const [first] = parametersOf(address);
  if (first === undefined) return yield address;
  for (const id of pool.get(first === "otherCaseId" ? "caseId" : first) ?? []) if (fits(address, id)) yield* fillIn(address.replace(`{${first}}`, id), pool, fits);
}

/** What one reader got from one address; `type` is the kind of file that it was. */
export type Page = { reader: string; address: string; status: number; type: string; text: string };
/** A page with what it holds as JSON, null where it is none. */
type Read = Page & Pick<Answer, "body">;
export type Reader = { name: string; cookie: string | null };

/** One page, with whatever its headers say. What an answer holds as JSON is in `body`. */
export async function read({ app }: TestServer, { name, cookie }: Reader, address: string): Promise<Read> {
  const answer = await app.inject({ method: "GET", url: address, headers: cookie === null ? {} : { cookie } });
  const type = String(answer.headers["content-type"] ?? "").split(";")[0]!;
  const { "x-request-id": _each, date: _date, ...headers } = answer.headers;
  return { reader: name, address, status: answer.statusCode, type, text: `${wordsOf(answer.rawPayload)}\n${JSON.stringify(headers)}`, body: type === "application/json" ? JSON.parse(answer.body) : null };
}
/** True where the role alone was refused: then no id opens that address. */
const isClosed = (page: Read) => page.status === 403 && page.body?.message === serverWords.roleDoesNotOpen.en;

/**
 * Walks as each reader, until nobody learns of anything new; through the case `whole` with everything that is in it.
 * `only` narrows the walk to some addresses. Answers every page that anybody got, refusals too.
 */
export async function crawl(server: TestServer, readers: readonly Reader[], pool: Pool, whole: string, only: (address: string) => boolean = () => true): Promise<Page[]> {
  const pages: Page[] = [];
  const seen = new Set<string>();
  const homes: Homes = new Map();
  /** `npm run test:long` asks for everything at the address of every case; a plain run where it was met. Wrong pairs have a test of their own. */
  const fits = (address: string, id: string) => isLong || placeOf(address) === undefined || homes.get(id)?.has(placeOf(address)!) !== false;
  /** Addresses that a role does not open are asked once by each reader, and with every id in `npm run test:long`. */
  const closed = new Set<string>();
  /** Of another case than the one that holds the words, and of one that a reader does not see at all, each route is asked once; with every id in `npm run test:long`. */
  const sees = new Map<string, boolean>();
  const asked = new Set<string>();
  const isAskedBefore = async (reader: Reader, route: string, address: string): Promise<boolean> => {
    const place = /\/cases\/([0-9a-f-]{36})/.exec(address)?.[1];
    if (isLong || place === undefined) return false;
    const key = `${reader.name} ${place}`;
    if (place === whole) {
      if (!sees.has(key)) sees.set(key, (await read(server, reader, `/api/cases/${place}`)).status === 200);
      if (sees.get(key)) return false;
    }
    const before = asked.size;
    return asked.add(`${key} ${route}`).size === before;
  };
  for (let before = -1; before !== seen.size; ) {
    before = seen.size;
    for (const reader of readers) {
      for (const route of readingRoutes) {
        for (const address of fillIn(route.path, pool, fits)) {
          if (closed.has(`${reader.name} ${route.name}`)) break;
          if (seen.has(`${reader.name} /api${address}`) || (await isAskedBefore(reader, route.name, address))) continue;
          const asks = queries[route.name] ?? [""];
          for (const query of isLong || !address.includes("/cases/") || address.includes(whole) ? asks : asks.slice(0, 1)) await follow(reader, route.name, `/api${address}`, query);
        }
      }
    }
  }
  return pages;

  /** An address and, where the answer names one, each page after it. */
  async function follow(reader: Reader, route: string, address: string, query: string): Promise<void> {
    for (let next: string | null = query; next !== null; ) {
      const full: string = next === "" ? address : `${address}?${next}`;
      if (seen.has(`${reader.name} ${full}`) || !only(full)) return;
      seen.add(`${reader.name} ${full}`);
      const { body, ...page } = await read(server, reader, full);
      pages.push(page);
      if (!isLong && isClosed({ ...page, body })) closed.add(`${reader.name} ${route}`);
      if (page.status === 200) learn(pool, homes, placeOf(full), body);
      const after: string | undefined = page.status === 200 ? body?.next : undefined;
      next = after ? `${query}${query ? "&" : ""}after=${encodeURIComponent(after)}` : null;
    }
  }
}

/** The markers that each reader met, with one address for each. */
export function findMarkers(pages: readonly Page[], markers: readonly string[]): Map<string, Map<string, string>> {
  const any = new RegExp(markers.toSorted((a, b) => b.length - a.length).join("|"), "g");
  const found = new Map<string, Map<string, string>>();
  for (const { reader, address, text } of pages) {
    if (!text.includes("MARKER-")) continue;
    for (const [marker] of text.matchAll(any)) found.set(reader, (found.get(reader) ?? new Map<string, string>()).set(marker, address));
  }
  return found;
}

/** The markers of each reader who met any, for comparing. */
export const byReader = (pages: readonly Page[], markers: readonly string[]): Record<string, string[]> => Object.fromEntries([...findMarkers(pages, markers)].map(([reader, found]) => [reader, [...found.keys()].sort()]));
