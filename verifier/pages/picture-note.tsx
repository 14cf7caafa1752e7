import type { VNode } from "preact";

/** What a badge proves, and what it does not. */
export function PictureNote(): VNode {
  return (
    <p class="note">
      The credential was taken out of a picture. The picture itself is not part of what was signed: anybody
      can put any credential into any picture. What counts is written here.
    </p>
  );
}
