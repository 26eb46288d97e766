import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { type SmsAdapter, startSmsAdapter } from "../../test/support/sms.ts";
import { type MailServer, startMailServer } from "../../test/support/mail.ts";
import type { LeavingError } from "./leaving.ts";
import { sendMail } from "./mail.ts";
import { sendText, textState } from "./sms.ts";

let adapter: SmsAdapter;
let mail: MailServer;
beforeAll(async () => {
  [adapter, mail] = [await startSmsAdapter(), await startMailServer()];
});
afterAll(() => {
  adapter.close();
  mail.close();
});
beforeEach(() => {
  Object.assign(adapter.manners, { manner: "takes", slowness: 0 });
  Object.assign(mail.manners, { manner: "takes", slowness: 0 });
  adapter.sent.length = adapter.posts.length = mail.letters.length = 0;
});
const message = { id: "019aa000-0000-7000-8000-000000000001", to: "+12025550137", text: "Linden Street: We expect you." };
const failureOf = (sending: Promise<void>) => sending.then(() => null, (error: LeavingError) => ({ failure: error.failure, left: error.left, said: error.message }));
const tryText = (longest?: number, url = adapter.url) => failureOf(sendText(url, message, longest));

test("text messages leave where an adapter is set, stay here in the demo, and are not sent elsewhere", () => {
  expect(textState({ settings: { smsUrl: "https://sms.test" }, demo: "0" })).toBe("sends");
  expect(textState({ settings: { smsUrl: null }, demo: "1" })).toBe("demo");
  expect(textState({ settings: { smsUrl: null }, demo: "0" })).toBe("not_set_up");
});

test("the adapter gets the id as a key, and the account of the address as a header; the same id is sent once", async () => {
  const url = adapter.url.replace("http://", "http://dyad:s%40fe@");
  expect([await tryText(undefined, url), await tryText(undefined, url)]).toEqual([null, null]);
  expect(adapter.sent).toEqual([message]);
  expect(adapter.posts[0]).toEqual({ id: message.id, key: message.id, authorization: `Basic ${Buffer.from("dyad:s@fe").toString("base64")}` });
});

test.each([
  ["refuses", "number_refused", "no"],
  ["stopped", "stopped", "no"],
  ["later", "not_reachable", "no"],
  ["redirects", "not_reachable", "no"],
  ["closes", "not_reachable", "perhaps"],
  ["takes and closes", "not_reachable", "perhaps"],
  ["endless", "not_reachable", "perhaps"],
] as const)("an adapter that %s: %s, %s", async (manner, failure, left) => {
  adapter.manners.manner = manner;
  const found = await tryText();
  expect(found).toMatchObject({ failure, left });
  expect(found!.said).not.toMatch(/202|Linden|expect/);
  expect(adapter.posts).toHaveLength(1);
});

test("an adapter that answers late, never, or what nobody reads: within the limit it is taken, after it nobody can tell", async () => {
  Object.assign(adapter.manners, { manner: "late", slowness: 50 });
  expect(await tryText()).toBeNull();
  expect(await tryText(20)).toMatchObject({ failure: "not_reachable", left: "perhaps" });
  adapter.manners.manner = "takes and is silent";
  expect(await tryText(50)).toMatchObject({ left: "perhaps" });
  adapter.manners.manner = "nonsense";
  expect(await tryText()).toBeNull();
  expect(await tryText(undefined, "http://127.0.0.1:1/send")).toMatchObject({ failure: "not_reachable", left: "no" });
});

const letter = { id: message.id, to: "ana@example.org", fromName: "Linden Street", subject: "Friday", text: "Hello.\n" };
const tryMail = (longest?: number) => failureOf(sendMail(mail.url, "https://dyad.linden.test", letter, longest));

test("a letter bears a Message-ID that follows from its own id", async () => {
  expect(await tryMail()).toBeNull();
  expect(mail.letters[0]).toMatch(new RegExp(`^Message-ID: <${message.id}@dyad\\.linden\\.test>$`, "m"));
});

test.each([
  ["refuses", "address_refused", "no", 0],
  ["hangs up", "not_reachable", "no", 0],
  ["refuses the letter", "not_reachable", "no", 0],
  ["closes in the midst", "not_reachable", "perhaps", 0],
  ["takes and closes", "not_reachable", "perhaps", 1],
] as const)("a mail server that %s: %s, %s", async (manner, failure, left, letters) => {
  mail.manners.manner = manner;
  expect(await tryMail()).toMatchObject({ failure, left });
  expect(mail.letters).toHaveLength(letters);
});

test("a mail server that never greets did not take a letter; one that is silent after it, or late, may have; one that answers twice took one", async () => {
  mail.manners.manner = "never greets";
  expect(await tryMail(100)).toMatchObject({ failure: "not_reachable", left: "no" });
  mail.manners.manner = "takes and is silent";
  expect(await tryMail(300)).toMatchObject({ left: "perhaps" });
  Object.assign(mail.manners, { manner: "takes", slowness: 600 });
  expect(await tryMail(300)).toMatchObject({ left: "perhaps" });
  Object.assign(mail.manners, { manner: "answers twice", slowness: 0 });
  mail.letters.length = 0;
  expect(await tryMail()).toBeNull();
  expect(mail.letters).toHaveLength(1);
});
