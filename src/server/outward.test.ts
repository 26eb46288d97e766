import { expect, it } from "vitest";
import { fetchOutside, isOwnNetwork, OwnNetworkError, requireOutside } from "./outward.ts";

// What this process asks of addresses that somebody typed in never reaches its own network.

const own = ["127.0.0.1", "127.8.9.10", "0.0.0.0", "10.0.0.1", "100.64.0.1", "169.254.169.254", "172.31.255.255", "192.168.1.1", "198.19.0.1", "224.0.0.1", "255.255.255.255", "::", "::1", "[::1]", "fe80::1%eth0", "fd12:3456::1", "ff02::1", "::ffff:127.0.0.1", "::ffff:a00:1", "64:ff9b::a00:1", "2002:a00:1::", "no address"];
const outside = ["203.0.113.10", "8.8.8.8", "172.32.0.1", "100.128.0.1", "2001:4860:4860::8888", "::ffff:8.8.8.8"];

it("knows an address of its own network, also where one of version 4 is written as one of version 6", () => {
  expect(own.filter((one) => !isOwnNetwork(one))).toEqual([]);
  expect(outside.filter((one) => isOwnNetwork(one))).toEqual([]);
});

it("refuses what is not https, a number of one's own network however it is written, and a name that leads there", async () => {
  for (const address of ["http://203.0.113.10", "https://127.0.0.1", "https://0x7f000001", "https://2130706433", "https://127.1", "https://[::ffff:7f00:1]", "https://localhost", "ftp://203.0.113.10"]) {
    await expect(requireOutside(address, "outside"), address).rejects.toBeInstanceOf(OwnNetworkError);
    await expect(fetchOutside("outside")(address), address).rejects.toBeInstanceOf(OwnNetworkError);
  }
  await expect(requireOutside("https://203.0.113.10/path", "outside")).resolves.toBeUndefined();
  await expect(requireOutside("http://localhost:1", "anywhere")).resolves.toBeUndefined();
});
