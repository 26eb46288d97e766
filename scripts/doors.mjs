// node scripts/doors.mjs [ADDRESS]: tries the doors of a running demo as somebody would who wants to learn who comes here, who guesses, and who
// floods, and prints figures. Ends with 1 where two answers differ, or where a limit does not hold. Times are printed, never judged: they are the
// machine's. Of two times that tell nothing, a known one is the longer in half of all pairs (0.50).

const address = (process.argv[2] ?? "http://127.0.0.1:8080").replace(/\/$/, "");
const PAIRS = Number(process.argv[3] ?? 150);
const OWN_CODE = "730461";
let falls = 0;

const say = (line) => console.log(line);
function hold(name, isSo, figure) {
  if (!isSo) falls += 1;
  say(`${isSo ? "holds" : "FAILS"}  ${name}: ${figure}`);
}

async function ask(method, path, { json, form, cookie = "" } = {}) {
  const headers = { accept: json === undefined && form !== undefined ? "text/html" : "application/json", origin: address, cookie };
  if (json !== undefined) headers["content-type"] = "application/json";
  if (form !== undefined) headers["content-type"] = "application/x-www-form-urlencoded";
  const began = performance.now();
  const answer = await fetch(`${address}${path}`, { method, headers, redirect: "manual", body: json === undefined ? form && new URLSearchParams(form).toString() : JSON.stringify(json) });
  const body = await answer.text();
  return { status: answer.status, body, ms: performance.now() - began, cookies: answer.headers.getSetCookie().map((one) => one.split(";")[0]) };
}
async function signIn(email) {
  const { status, cookies } = await ask("POST", "/api/session", { json: { email, password: "dyad-demo-only" } });
  if (status !== 200) throw new Error(`${address} let nobody in as ${email} (${status}): this is for a demo.`);
  return cookies.join("; ");
}
const read = async (cookie, path) => JSON.parse((await ask("GET", `/api${path}`, { cookie })).body);
const pause = (ms) => new Promise((resolve) => setTimeout(resolve, ms));

const median = (times) => times.toSorted((a, b) => a - b)[Math.floor(times.length / 2)];
/** How often a known one takes longer than an unknown one, of all pairs: 0.5 tells nothing, 1 tells all. */
const chance = (known, unknown) => known.reduce((sum, one) => sum + unknown.reduce((more, other) => more + (one > other ? 1 : one === other ? 0.5 : 0), 0), 0) / (known.length * unknown.length);

/** Tries a door by turns with what is known here and with what is not; the order of the two changes, so that neither is always the second. */
async function compare(name, tryIt, pairs = PAIRS) {
  const times = { known: [], unknown: [] };
  const after = { known: [], unknown: [] };
  const answers = { known: [], unknown: [] };
  for (let pair = 0; pair < pairs; pair++) {
    for (const which of pair % 2 === 0 ? ["known", "unknown"] : ["unknown", "known"]) {
      const { status, body, ms } = await tryIt(which, pair);
      times[which].push(ms);
      answers[which].push(`${status} ${withoutStamps(body)}`);
      // What is done after an answer has left could hold up the next one.
      after[which].push((await ask("GET", "/healthz")).ms);
    }
  }
  const differs = answers.known.findIndex((one, place) => one !== answers.unknown[place]);
  const statuses = [...new Set(answers.known.map((one) => one.slice(0, 3)))];
  hold(name, differs === -1 && !statuses.includes("404"), `the same answer (${statuses.join(", then ")}), ${pairs} times each`);
  if (differs !== -1) say(`       known ${answers.known[differs].slice(0, 200)}\n       unknown ${answers.unknown[differs].slice(0, 200)}`);
  const line = (what, { known, unknown }) => say(`       ${what}: known ${median(known).toFixed(1)} ms, unknown ${median(unknown).toFixed(1)} ms (medians); known is the longer in ${chance(known, unknown).toFixed(2)} of all pairs`);
  line("the answer", times);
  line("the next page", after);
}
/** A form has a fresh stamp, and an error the number of its request. */
const withoutStamps = (body) => body.replace(/name="stamp" value="[^"]*"/g, "").replace(/"requestId":"[^"]*"/g, "");
const stampOf = async (path) => /name="stamp" value="([^"]*)"/.exec((await ask("GET", path)).body)?.[1].replaceAll("&amp;", "&") ?? "";

/** Adults of the demo who have a way in and a safe address, let in the way that staff do it. */
async function letIn(cookie, most) {
  const adults = [];
  for (const { caseId } of (await read(cookie, "/cases")).cases) {
    const { contactWays } = await read(cookie, `/cases/${caseId}`);
    for (const { personId } of (await read(cookie, `/cases/${caseId}/portal`)).adults.filter((one) => one.state !== "open")) {
      const safe = contactWays.find((one) => one.personId === personId && one.isSafe);
      if (!safe || adults.length === most) continue;
      const { openingCode, address: byHand } = JSON.parse((await ask("POST", `/api/cases/${caseId}/people/${personId}/portal`, { json: {}, cookie })).body);
      const path = byHand ? new URL(byHand).pathname : await letterOf(cookie, { caseId, personId }, "invitation");
      if ((await ask("POST", path, { form: { opening: openingCode, own: OWN_CODE, again: OWN_CODE } })).status === 303) adults.push({ caseId, personId, safe: safe.value });
    }
  }
  if (adults.length === 0) throw new Error("No adult of the demo has a safe address and no way in yet: begin with a fresh demo.");
  return adults;
}
const lettersTo = async (cookie, { caseId, personId }, kind) => (await read(cookie, `/outbox?caseId=${caseId}&kind=${kind}`)).messages.filter((one) => one.personId === personId);
/** The address in the newest letter of a kind to somebody, as the demo lets it be opened. */
async function letterOf(cookie, adult, kind) {
  for (let tries = 0; tries < 50; tries++) {
    const [newest] = await lettersTo(cookie, adult, kind);
    if (newest) return new URL((await read(cookie, `/outbox/${newest.messageId}`)).address).pathname;
    await pause(200);
  }
  throw new Error(`No letter of the kind ${kind} was written.`);
}

say(`Doors of ${address}`);
const cookie = await signIn("director@demo.dyad");
// Three links an hour go to one adult: with so many adults, each that is asked for is sent.
const adults = await letIn(cookie, Math.ceil(PAIRS / 3));
const adult = adults[0];
const made = (pair) => `nobody.${pair}@example.org`;

await compare("portal, a link is asked for", (which, pair) => ask("POST", "/portal/link", { form: { address: which === "known" ? adults[pair % adults.length].safe : made(pair) } }), Math.min(PAIRS, adults.length * 3));
await compare("staff sign in, a wrong password", (which) => ask("POST", "/api/session", { json: { email: which === "known" ? "clinician.5@demo.dyad" : "nobody@example.org", password: "not the password" } }), 12);
const asked = await ask("POST", "/question", { form: { question: "When are you open?", "contact.way": "code", word: "bluebird", stamp: await stampOf("/question") } });
const code = /\b[2-9CDFGHJ-NP-RTVWXY]{3} ?[2-9CDFGHJ-NP-RTVWXY]{3}\b/.exec(asked.body.replace(/<[^>]*>/g, " "))?.[0];
if (asked.status !== 200 || !code) throw new Error(`The question was not taken (${asked.status}).`);
const answerStamp = await stampOf("/question/answer");
await compare("a question's answer, a wrong word", (which) => ask("POST", "/question/answer", { form: { code: which === "known" ? code : "222 222", word: "not the word", stamp: answerStamp } }));
const newsStamp = await stampOf("/news");
await ask("POST", "/news", { form: { email: "reader@example.org", language: "en", stamp: newsStamp } });
await compare("newsletter, an address", (which, pair) => ask("POST", "/news", { form: { email: which === "known" ? "reader@example.org" : made(pair), language: "en", stamp: newsStamp } }));

const tries = { until: 0 };
await pause(2000);
await ask("POST", "/portal/link", { form: { address: adult.safe } });
const link = await letterOf(cookie, adult, "portal_link");
for (let code = 100_001; tries.until < 50; code++) {
  tries.until += 1;
  if ((await ask("POST", link, { form: { code: String(code) } })).status === 410) break;
}
hold("portal, codes are guessed behind a link", tries.until === 5, `dead after ${tries.until} tries; the right code does not open it then (${(await ask("POST", link, { form: { code: OWN_CODE } })).status})`);
await pause(2000);
const links = (await lettersTo(cookie, adult, "portal_link")).length;
hold("portal, links that went to one adult within an hour", links === 3, `${links}, of four that were asked for`);

say(falls === 0 ? "Every door holds." : `${falls} do not hold.`);
process.exitCode = falls === 0 ? 0 : 1;
