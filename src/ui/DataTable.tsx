import { IconArrowDown, IconArrowUp } from "@tabler/icons-react";
import { useEffect, useRef, useState, type ReactNode } from "react";
import type { Order } from "#kernel/listing.ts";
import { Button } from "./Button.tsx";
import { Icon } from "./Icon.tsx";
import { useLanguage } from "./language.tsx";
import { useMedia } from "./media.ts";
import { firstStop, movesByKeys, useKeys } from "./useKeys.ts";

/** `sort` names the order of the list that the column stands for: its heading is then a button. */
export type Column<Row> = { key: string; label: string; align?: "start" | "end"; sort?: string; cell: (row: Row) => ReactNode };

export type DataTableProps<Row> = {
  caption: string;
  captionShown?: "shown" | "heard";
  columns: readonly Column<Row>[];
  rows: readonly Row[];
  rowKey: (row: Row) => string;
  /** The row that the side column speaks of. */
  current?: string | null;
  /** How many rows come into the page at once. */
  step?: number;
  /** Rows there are in all, where it is known. */
  total?: number | null;
  /** More rows than these are on the server: `fetch` asks for those after the last key. */
  more?: { state: "ready" | "busy"; fetch: (afterKey: string | null) => void } | null;
  /** On a phone (with more than five columns: on a tablet too) the table scrolls sideways, or each row becomes a card that holds every cell in sight. */
  phone?: "scrolls" | "cards";
  /** How the list stands, and what a press on a heading asks. */
  sorting?: { by: string; order: Order; onSort: (by: string) => void };
};

/**
 * A plain table, whose first column names the row. It draws `step` rows at a time and asks the server by key for the
 * rest, so that ten thousand rows never stand in the page at once. J, K and the arrows walk what opens a row, from
 * anywhere on the page; Enter opens it.
 */
export function DataTable<Row>({ caption, captionShown = "heard", columns, rows, rowKey, current = null, step = 50, total = null, more = null, phone = "scrolls", sorting }: DataTableProps<Row>) {
  const { words, number } = useLanguage();
  // Many columns leave each of them a word's width on a tablet too.
  const narrow = useMedia(`(max-width: ${columns.length > 5 ? 1023.98 : 699.98}px)`) === "matches";
  const [drawn, setDrawn] = useState(step);
  const table = useRef<HTMLDivElement>(null);
  useEffect(() => movesByKeys(table.current), []);
  // A table whose rows open nothing is scrolled.
  const enter = () => (firstStop(table.current) ?? table.current?.querySelector<HTMLElement>(".table-scroll"))?.focus();
  useKeys(rows.length === 0 ? [] : ["j", "k"].map((key) => ({ key, says: words.keys.move, run: enter })));
  const visible = rows.slice(0, drawn);
  const held = rows.length - visible.length;
  const all = total ?? (more === null ? rows.length : null);
  const remaining = all === null ? null : all - visible.length;
  const last = rows.at(-1);
  function showMore() {
    setDrawn(drawn + step);
    if (held < step && more !== null) more.fetch(last === undefined ? null : rowKey(last));
  }
  return (
    <div className="data-table" ref={table}>
      {narrow && phone === "cards" ? (
        <CardRows caption={caption} columns={columns} rows={visible} rowKey={rowKey} current={current} />
      ) : (
        <div className="table-scroll" role="region" aria-label={caption} tabIndex={0}>
          <table>
            <caption className={captionShown === "heard" ? "hidden-words" : undefined}>{caption}</caption>
            <thead>
              <tr>
                {columns.map((column) => (
                  <th key={column.key} scope="col" className={column.align === "end" ? "end" : undefined} aria-sort={sorting === undefined || column.sort === undefined || column.sort !== sorting.by ? undefined : sorting.order === "up" ? "ascending" : "descending"}>
                    {sorting === undefined || column.sort === undefined ? column.label : <SortButton column={{ sort: column.sort, label: column.label }} sorting={sorting} />}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {visible.map((row) => {
                const key = rowKey(row);
                return (
                  <tr key={key} aria-current={key === current ? "true" : undefined}>
                    {columns.map((column, index) =>
                      index === 0 ? (
                        <th key={column.key} scope="row">
                          {column.cell(row)}
                        </th>
                      ) : (
                        <td key={column.key} className={column.align === "end" ? "end" : undefined}>
                          {column.cell(row)}
                        </td>
                      ),
                    )}
                  </tr>
                );
              })}
            </tbody>
          </table>
        </div>
      )}
      {held > 0 || more !== null ? (
        <div className="table-more">
          <Button onClick={showMore} state={more?.state === "busy" ? "busy" : "ready"}>
            {remaining === null ? words.table.moreUnknown : words.table.more(Math.min(step, remaining))}
          </Button>
          <span className="soft" role="status">
            {more?.state === "busy" ? words.table.loading : all === null ? words.table.shownOpen(number(visible.length)) : words.table.shown(number(visible.length), number(all))}
          </span>
        </div>
      ) : null}
    </div>
  );
}

function SortButton({ column, sorting }: { column: { sort: string; label: string }; sorting: NonNullable<DataTableProps<unknown>["sorting"]> }) {
  return (
    <button type="button" className="sort-button" onClick={() => sorting.onSort(column.sort)}>
      <span>{column.label}</span>
      {column.sort === sorting.by ? <Icon glyph={sorting.order === "up" ? IconArrowUp : IconArrowDown} size={14} /> : null}
    </button>
  );
}

/** The rows of a table for a phone: the first cell as a heading, the others with their labels. */
function CardRows<Row>({ caption, columns, rows, rowKey, current }: Pick<DataTableProps<Row>, "caption" | "columns" | "rows" | "rowKey" | "current">) {
  const [first, ...rest] = columns;
  return (
    <ul className="card-rows" aria-label={caption}>
      {rows.map((row) => {
        const key = rowKey(row);
        return (
          <li key={key} aria-current={key === current ? "true" : undefined}>
            <p className="card-row-name">{first?.cell(row)}</p>
            <dl>
              {rest.map((column) => (
                <div key={column.key}>
                  <dt>{column.label}</dt>
                  <dd>{column.cell(row)}</dd>
                </div>
              ))}
            </dl>
          </li>
        );
      })}
    </ul>
  );
}
