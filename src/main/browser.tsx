import { QueryClient, QueryClientProvider } from "@tanstack/react-query";
import { RouterProvider } from "@tanstack/react-router";
import { StrictMode, useCallback, useLayoutEffect, useMemo, useState, useSyncExternalStore } from "react";
import { createRoot } from "react-dom/client";
import { contract } from "virtual:api-routes";
import type { Language } from "#kernel/language.ts";
import { ApiContext, ApiFault, createApi, MeContext, whenSigningOut } from "#ui/client.ts";
import { LanguageProvider } from "#ui/language.tsx";
import { NavigationProvider } from "#ui/Link.tsx";
import { applyColours } from "#ui/settings.ts";
import { chooseLanguage, keepLanguage } from "./browser/languageChoice.ts";
import { createSignIn } from "./browser/signIn.ts";
import { makeRouter } from "./routes.tsx";
import "#ui/styles.css";
import "./browser/shell.css";

const spoken = { language: chooseLanguage(null) };
const signIn = createSignIn();
const api = createApi({ contract, language: () => spoken.language, whenSignedInAgain: signIn.whenSignedInAgain, onTouched: signIn.touched });
const client = new QueryClient({
  defaultOptions: {
    queries: {
      staleTime: 10_000,
      networkMode: "always",
      // What the server refused it refuses again; what it could not answer it may answer in a moment.
      retry: (count, error) => count < 2 && error instanceof ApiFault && (error.code === "not_ready" || error.code === "offline"),
    },
  },
});
// Whatever was opened in this page load: what is saved on the server leaves this device with the person.
whenSigningOut(async () => (await import("#ui/localDrafts.ts")).forgetSavedDrafts());
const router = makeRouter({ api, client, signIn });

/** The whole application: language, data, who is signed in, and the pages by address. */
function Application() {
  const { me } = useSyncExternalStore(signIn.subscribe, signIn.read);
  const [picked, setPicked] = useState<Language | null>(null);
  const language = picked ?? chooseLanguage(me?.language ?? null);
  // Before any part asks the server something: its sentences come in the language of the screen.
  useLayoutEffect(() => {
    spoken.language = language;
  }, [language]);
  const change = useCallback((next: Language) => {
    keepLanguage(next);
    setPicked(next);
    // Kept with the sign-in for other devices; where that fails, this device has it all the same.
    if (signIn.read().me !== null) void api.account.setLanguage({ language: next }).catch(() => undefined);
  }, []);
  const navigate = useMemo(() => (href: string) => void router.navigate({ to: href }), []);
  return (
    <QueryClientProvider client={client}>
      <LanguageProvider language={language} onChange={change}>
        <ApiContext value={api}>
          <MeContext value={me}>
            <NavigationProvider navigate={navigate}>
              <RouterProvider router={router} />
            </NavigationProvider>
          </MeContext>
        </ApiContext>
      </LanguageProvider>
    </QueryClientProvider>
  );
}

applyColours();
const root = document.getElementById("root");
if (root !== null)
  createRoot(root).render(
    <StrictMode>
      <Application />
    </StrictMode>,
  );
