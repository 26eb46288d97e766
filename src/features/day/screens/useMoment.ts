import { useEffect, useState } from "react";
import type { Instant } from "#kernel/dates.ts";

/** The server's moment, carried on by this device twice a minute, so that a clock set wrong here shows nothing wrong. */
export function useMoment(server: Instant): Instant {
  const [passed, setPassed] = useState(0);
  useEffect(() => {
    const began = performance.now();
    setPassed(0);
    const timer = setInterval(() => setPassed(performance.now() - began), 30_000);
    return () => clearInterval(timer);
  }, [server]);
  return new Date(Date.parse(server) + passed).toISOString();
}
