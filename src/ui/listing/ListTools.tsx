import { IconFileTypeCsv, IconFileTypeXls } from "@tabler/icons-react";
import { type ReactNode, useRef } from "react";
import { MOST_COUNTED, MOST_IN_FILE, type Order } from "#kernel/listing.ts";
import type { ViewedList } from "#features/views/contract.ts";
import { FileLink } from "../Button.tsx";
import { type Choice, SelectField } from "../ChoiceField.tsx";
import { useLanguage } from "../language.tsx";
import { Link } from "../Link.tsx";
import { DateField } from "../TextField.tsx";
import { useKeys } from "../useKeys.ts";
import { SavedViews } from "./SavedViews.tsx";
import type { Parts } from "./useAsked.ts";
import { listingWords as words } from "./words.ts";

/** One way to narrow a list: a choice among some, or a day. */
export type Filter = { key: string; label: string } & ({ options: readonly Choice[] } | { day: "yes" });
/** One order of a list, as a sentence: “the youngest first”. */
export type SortChoice = { sort: string; order: Order; label: string };

export type ListToolsProps = {
  list: ViewedList;
  path: string;
  asked: Readonly<Record<string, string | null>> & { sort: string; order: Order };
  apart: Readonly<Record<string, string>>;
  viewId: string | null;
  change: (parts: Parts) => void;
  /** The list with nothing asked. */
  plainHref: string;
  /** The list as it is asked, without a kept view. */
  sameHref: string;
  /** The usual order first. */
  sorts: readonly SortChoice[];
  filters: readonly Filter[];
  /** How many match: up to `MOST_COUNTED`, or one more; null as long as it is not known. */
  count: number | null;
  /** Says a number of what the list holds: “132 families”. `shown` is written already, with a + where there are more. */
  says: (shown: string, count: number) => string;
  /** Where the list is a file; null where it is none. */
  fileHref: ((format: "csv" | "xlsx") => string) | null;
  searched?: "yes" | "no";
  /** Parts that stand beside the filters on the screen, as tabs do: no fold counts them. */
  elsewhere?: readonly string[];
};

const codeOf = ({ sort, order }: { sort: string; order: Order }) => `${sort} ${order}`;

/** What stands above a list: the views that are kept, the order and the filters in one line that folds, how many match, and the list as a file. */
export function ListTools({ list, path, asked, apart, viewId, change, plainHref, sameHref, sorts, filters, count, says, fileHref, searched = "no", elsewhere = [] }: ListToolsProps) {
  const { say, number } = useLanguage();
  const [usual, ...others] = sorts;
  const set = Object.keys(apart).filter((key) => key !== "order" && !elsewhere.includes(key)).length;
  const shown = count === null ? null : count > MOST_COUNTED ? `${number(MOST_COUNTED)}+` : number(count);
  const labels = { ...Object.fromEntries(filters.map((one) => [one.key, one.label])), sort: say(words.sortBy), order: say(words.sortBy) };
  return (
    <div className="list-tools">
      <SavedViews list={list} path={path} apart={apart} viewId={viewId} plainHref={sameHref} labels={labels} searched={searched} elsewhere={elsewhere}>
        <span className="list-count" role="status">
          {shown === null || count === null ? "" : says(shown, count)}
        </span>
        <ListFold set={set}>
          {usual === undefined ? null : <SortField asked={asked} usual={usual} others={others} change={change} />}
          {filters.map((one) =>
            "day" in one ? (
              <DateField key={one.key} label={one.label} value={asked[one.key] ?? ""} onChange={(next) => change({ [one.key]: next === "" ? null : next })} />
            ) : (
              <SelectField key={one.key} label={one.label} empty={say(words.any)} value={asked[one.key] ?? ""} onChange={(next) => change({ [one.key]: next === "" ? null : next })} options={one.options} />
            ),
          )}
        </ListFold>
        {count === null || count === 0 || fileHref === null ? null : <AsFile count={count} fileHref={fileHref} />}
        {count !== 0 && Object.keys(apart).some((key) => !elsewhere.includes(key)) ? (
          <Link className="list-plain" href={plainHref}>
            {say(words.plain)}
          </Link>
        ) : null}
      </SavedViews>
    </div>
  );
}

/** The order and the filters of a list, folded into one line that says how many are set; a key opens it. */
export function ListFold({ set, children }: { set: number; children: ReactNode }) {
  const { say, language } = useLanguage();
  const fold = useRef<HTMLDetailsElement>(null);
  useKeys([
    {
      key: "f",
      says: say(words.openFilters),
      run: () => {
        if (fold.current === null) return;
        fold.current.open = true;
        fold.current.querySelector<HTMLElement>("select, input")?.focus();
      },
    },
  ]);
  return (
    <details className="fold list-fold" ref={fold}>
      <summary>{words.filters[language](set)}</summary>
      <div className="list-filters">{children}</div>
    </details>
  );
}

function SortField({ asked, usual, others, change }: Pick<ListToolsProps, "asked" | "change"> & { usual: SortChoice; others: readonly SortChoice[] }) {
  const { say } = useLanguage();
  const pick = (code: string) => {
    const { sort, order } = others.find((one) => codeOf(one) === code) ?? usual;
    change({ sort, order });
  };
  return <SelectField label={say(words.sortBy)} empty={usual.label} value={codeOf(asked) === codeOf(usual) ? "" : codeOf(asked)} onChange={pick} options={others.map((one) => ({ value: codeOf(one), label: one.label }))} />;
}

/** A list as a file, in a fold that says first what that means. */
export function AsFile({ count, fileHref }: { count: number; fileHref: NonNullable<ListToolsProps["fileHref"]> }) {
  const { say, language, number } = useLanguage();
  return (
    <details className="fold list-file">
      <summary>{say(words.asFile)}</summary>
      <div className="list-file-inside">
        {count > MOST_IN_FILE ? <p>{words.fileTooLong[language](number(MOST_IN_FILE))}</p> : null}
        <p className="soft">{say(words.fileNoted)}</p>
        <div className="buttons">
          <FileLink glyph={IconFileTypeCsv} href={fileHref("csv")}>
            {say(words.csv)}
          </FileLink>
          <FileLink glyph={IconFileTypeXls} href={fileHref("xlsx")}>
            {say(words.xlsx)}
          </FileLink>
        </div>
      </div>
    </details>
  );
}
