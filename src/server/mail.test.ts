import { expect, test } from "vitest";
import { mailState, senderAddress } from "./mail.ts";

test("letters leave where a mail server is set; without one they stay here in the demo and wait elsewhere", () => {
  expect(mailState({ settings: { smtpUrl: "smtp://mail.test" }, demo: "1" })).toBe("sends");
  expect(mailState({ settings: { smtpUrl: null }, demo: "markers" })).toBe("demo");
  expect(mailState({ settings: { smtpUrl: null }, demo: "0" })).toBe("not_set_up");
});

test("letters come from the account at the mail server where it is an address, else from no-reply here", () => {
  expect(senderAddress("smtps://post%40linden.test:secret@mail.test:465", "https://dyad.linden.test")).toBe("post@linden.test");
  expect(senderAddress("smtp://apikey:secret@mail.test", "https://dyad.linden.test:8443")).toBe("no-reply@dyad.linden.test");
});
