const shapes = {
  exit: "M13 4h5a2 2 0 0 1 2 2v12a2 2 0 0 1-2 2h-5M4 12h11M11 8l4 4-4 4",
  menu: "M4 6h16M4 12h16M4 18h16",
  phone: "M5 4h4l2 5-2.5 1.5a11 11 0 0 0 5 5L15 13l5 2v4a2 2 0 0 1-2 2A16 16 0 0 1 3 6a2 2 0 0 1 2-2",
  check: "M5 12.5l4.5 4.5L19 7.5",
  paper: "M7 3h7l4 4v12a2 2 0 0 1-2 2H7a2 2 0 0 1-2-2V5a2 2 0 0 1 2-2M9 11h6M9 15h6",
  warning: "M12 4 2.8 19.5h18.4ZM12 10v4M12 17v.1",
  clock: "M12 3a9 9 0 1 0 .1 0ZM12 8v4.5l3 2",
  shield: "M12 3l7 3v5c0 5-3 8-7 10-4-2-7-5-7-10V6Z",
  down: "M6 9l6 6 6-6",
  place: "M12 21c-4-5-6-8-6-11a6 6 0 0 1 12 0c0 3-2 6-6 11ZM12 8a2 2 0 1 0 .1 0Z",
  talk: "M5 5h14a1 1 0 0 1 1 1v9a1 1 0 0 1-1 1h-8l-5 4v-4H5a1 1 0 0 1-1-1V6a1 1 0 0 1 1-1Z",
} as const;

/** A line icon of 24 by 24 that says nothing on its own: words stand beside it. */
export function Icon(props: { name: keyof typeof shapes; className?: string }) {
  return (
    <svg className={`icon ${props.className ?? ""}`.trim()} viewBox="0 0 24 24" width="24" height="24" fill="none" stroke="currentColor" strokeWidth="2" strokeLinecap="round" strokeLinejoin="round" aria-hidden="true" focusable="false">
      <path d={shapes[props.name]} />
    </svg>
  );
}

/** The linden leaf: the sign of the site, neutral like its name. */
export function Leaf(props: { className: string }) {
  return (
    <svg className={props.className} viewBox="0 0 32 34" width="32" height="34" aria-hidden="true" focusable="false">
      <path d="M16 30C6 25 1 18 2 11 3 3 12 1 16 7c4-6 13-4 14 4 1 7-4 14-14 19Z" fill="#2f6b3c" />
      <path d="M16 33V11M16 25l-7-6M16 25l7-6M16 18l-5-5M16 18l5-5" stroke="#e5f0e6" strokeWidth="1.8" strokeLinecap="round" fill="none" />
    </svg>
  );
}
