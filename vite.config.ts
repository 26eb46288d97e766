import { type AnyContractRouter, minifyContractRouter } from "@orpc/contract";
import react from "@vitejs/plugin-react";
import { fileURLToPath } from "node:url";
import { defineConfig, type Plugin, runnerImport } from "vite";

/**
 * `virtual:api-routes` is the joined contract with nothing but method and path of each procedure: what the typed client
 * needs to call it. The shapes, and the library that checks them, stay on the server.
 */
function apiRoutes(): Plugin {
  const name = "virtual:api-routes";
  return {
    name: "dyad:api-routes",
    resolveId: (source) => (source === name ? `\0${name}` : null),
    async load(id) {
      if (id !== `\0${name}`) return null;
      const file = fileURLToPath(new URL("src/features/contract.ts", import.meta.url));
      const { module, dependencies } = await runnerImport<{ contract: AnyContractRouter }>(file, { configFile: false });
      for (const dependency of [file, ...dependencies]) this.addWatchFile(dependency);
      return `export const contract = ${JSON.stringify(minifyContractRouter(module.contract))};`;
    },
  };
}

/**
 * The staff application: one page under `/app/`, hashed files in `dist/web`.
 * Nothing is inlined as `data:`, so that the page runs under a policy of `default-src 'self'`.
 * `parts.html` shows every shared part; it is served by `npx vite` and is not part of the build.
 */
export default defineConfig({
  base: "/app/",
  plugins: [react(), apiRoutes()],
  build: {
    outDir: "dist/web",
    emptyOutDir: true,
    target: "es2023",
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    rolldownOptions: {
      input: "index.html",
      output: {
        // React and the router change seldom: their own files stay cached over our releases. Screens are split by their lazy imports.
        codeSplitting: {
          groups: [
            { name: "react", test: /node_modules[\\/](react|react-dom|scheduler)[\\/]/, priority: 3 },
            { name: "navigation", test: /node_modules[\\/]@tanstack[\\/]/, priority: 2 },
            { name: "time", test: /node_modules[\\/]temporal-/, priority: 2 },
          ],
        },
      },
    },
  },
});
