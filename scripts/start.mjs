import path from "node:path";
import { pathToFileURL } from "node:url";
import { prepare, root } from "./prepare.mjs";
import { runScript } from "./say.mjs";

// `npm start`: prepares, then becomes the server, in this same process: a signal, a kill and the exit code are the
// server's own, and nothing is left behind that could outlive it.
await runScript(() => prepare({ web: true, server: true }));
process.setSourceMapsEnabled(true);
process.argv[1] = path.join(root, "dist", "server.mjs");
await import(pathToFileURL(process.argv[1]).href);
