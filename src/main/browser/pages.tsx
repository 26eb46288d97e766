import { use, type ReactNode } from "react";
import { Button, ButtonLink } from "#ui/Button.tsx";
import { useLanguage } from "#ui/language.tsx";
import { PageHeader } from "#ui/PageHeader.tsx";
import { EmptyState, ErrorState, Loading } from "#ui/States.tsx";
import { ShellSlotsContext, usePageTitle } from "#ui/shellSlots.tsx";
import { words } from "./words.ts";

/** A page within the frame, or alone where the frame itself could not be shown. */
function Page({ children }: { children: ReactNode }) {
  return use(ShellSlotsContext) === null ? <main className="page">{children}</main> : <div className="page">{children}</div>;
}

/** While a page's own code comes. */
export function LoadingPage() {
  return (
    <Page>
      <Loading rows={5} />
    </Page>
  );
}

/** An address that leads nowhere. */
export function NotThere() {
  const { say } = useLanguage();
  usePageTitle(words.notThere);
  return (
    <Page>
      <PageHeader title={say(words.notThere)} />
      <p>
        <ButtonLink href="/app">{say(words.toStart)}</ButtonLink>
      </p>
    </Page>
  );
}

/** A person whose roles open no page. */
export function NothingOpen() {
  const { say } = useLanguage();
  return (
    <Page>
      <PageHeader title="Dyad" />
      <EmptyState sentence={say(words.nothingOpen)}>{say(words.nothingOpenWhy)}</EmptyState>
    </Page>
  );
}

/** A page that broke, or whose code is of an older release than the server. */
export function PageFailed({ error }: { error: unknown }) {
  const { say } = useLanguage();
  const isOld = error instanceof TypeError && /import|module/i.test(error.message);
  return (
    <Page>
      <PageHeader title="Dyad" />
      <ErrorState sentence={say(isOld ? words.newVersion : words.screenFailed)} verb={{ label: say(words.loadAgain), run: () => location.reload() }} />
      {isOld ? null : <Button look="quiet" onClick={() => location.assign("/app")}>{say(words.toStart)}</Button>}
    </Page>
  );
}
