import { useInfiniteQuery } from "@tanstack/react-query";
import { type Api, type ApiFault, asApiFault, useApi } from "./client.ts";
import { useLanguage } from "./language.tsx";

export type Pages<Page> = {
  pages: readonly Page[];
  state: "loading" | "failed" | "there";
  fault: ApiFault | null;
  /** How to fetch the next page, null where the last one is there. */
  more: { state: "ready" | "busy"; fetch: () => void } | null;
  again: () => void;
};

/**
 * A list that the server gives a page at a time by key: `usePages(["messages.outbox", status], (api, after) =>
 * api.messages.outbox({ status, after }))`. Pages that were fetched stay; a new key starts anew.
 */
export function usePages<Page extends { next: string | null }>(key: readonly unknown[], ask: (api: Api, after: string | null) => Promise<Page>): Pages<Page> {
  const api = useApi();
  const { language } = useLanguage();
  const answer = useInfiniteQuery<Page, ApiFault, { pages: Page[] }, readonly unknown[], string | null>({
    queryKey: [...key, { language }, "pages"],
    initialPageParam: null,
    getNextPageParam: (last) => last.next,
    queryFn: async ({ pageParam }) => {
      try {
        return await ask(api, pageParam);
      } catch (error) {
        throw asApiFault(error);
      }
    },
  });
  return {
    pages: answer.data?.pages ?? [],
    state: answer.data !== undefined ? "there" : answer.isError ? "failed" : "loading",
    fault: answer.error,
    more: answer.hasNextPage ? { state: answer.isFetchingNextPage ? "busy" : "ready", fetch: () => void answer.fetchNextPage() } : null,
    again: () => void answer.refetch(),
  };
}
