import react from "@vitejs/plugin-react";
import { defineConfig } from "vite";

/**
 * The staff application: one page under `/app/`, hashed files in `dist/web`.
 * Nothing is inlined as `data:`, so that the page runs under a policy of `default-src 'self'`.
 * `parts.html` shows every shared part; it is served by `npx vite` and is not part of the build.
 */
export default defineConfig({
  base: "/app/",
  plugins: [react()],
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
