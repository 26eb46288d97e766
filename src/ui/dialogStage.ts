/** What the stage needs of a dialog: to be shown and hidden without telling the person that it was closed. */
export type Player = { show: () => void; hide: () => void; rank: "ordinary" | "before_others" };

/**
 * Keeps one dialog in sight. An ordinary one waits until the one in front has gone; one `before_others` (signing in
 * again) sets the other aside and gives its place back afterwards.
 */
export function createStage() {
  let front: Player | null = null;
  const waiting: Player[] = [];
  function enter(player: Player): void {
    if (front === player || waiting.includes(player)) return;
    if (front === null) {
      front = player;
      player.show();
    } else if (player.rank === "before_others" && front.rank === "ordinary") {
      front.hide();
      waiting.unshift(front);
      front = player;
      player.show();
    } else {
      waiting.push(player);
    }
  }
  function leave(player: Player): void {
    const place = waiting.indexOf(player);
    if (place !== -1) waiting.splice(place, 1);
    if (front !== player) return;
    player.hide();
    front = waiting.shift() ?? null;
    front?.show();
  }
  return { enter, leave };
}

/** The stage of the page. */
export const stage = createStage();
