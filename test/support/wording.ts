import { uglyTexts } from "./hostile-text.ts";

/** What people and issuers write where they may write: short lines, and texts of several lines. */
export interface Wording {
  name: string;
  /** A line of a certain kind; two kinds differ. */
  line(kind: string): string;
  text(kind: string): string;
  /** As {@link Wording.line}, by somebody whom no service of ours has kept from writing anything. */
  signed(kind: string): string;
}

/** What honest people write. */
export const usualWording: Wording = {
  name: "usual words",
  line: (kind) => `${kind} of cargo delays`,
  text: (kind) => `${kind}: three ports are covered.\n\nThe numbers reconcile with the ports’ own.`,
  signed: (kind) => `${kind} of cargo delays`,
};

const ugly = `</h1><img src=x onerror=alert(1)>"'& Donaudampfschifffahrtskapitän مريم`;

/** What is allowed and ugly; signed by others also what is not allowed here: it reorders, hides, moves the cursor. */
export const hostileWording: Wording = {
  name: "hostile words",
  line: (kind) => `${kind} ${ugly}`,
  text: (kind) => `${kind} ${ugly}\n\n${"W".repeat(300)}\n${uglyTexts.join("\n")}`,
  signed: (kind) => `${kind}\u202e ${ugly} \u2066\u0000\u001b[2J\u200b\u{e0041}${"W".repeat(200)}`,
};
