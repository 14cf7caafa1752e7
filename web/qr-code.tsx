import type { VNode } from "preact";
import { encode } from "uqr";

/** White room around the code, in modules: ISO/IEC 18004 wants four. */
const border = 4;

/** A text as a QR code: one inline SVG, dark on white in every colour scheme. Throws when the text is longer than a code holds. */
export function QrCode({ text, label }: { text: string; label: string }): VNode {
  const { data, size } = encode(text, { border: 0, ecc: "L" });
  const path = data
    .flatMap((row, y) => row.map((dark, x) => (dark ? `M${x + border} ${y + border}h1v1h-1z` : "")))
    .join("");
  const side = size + 2 * border;
  return (
    <svg
      class="qr"
      viewBox={`0 0 ${side} ${side}`}
      role="img"
      aria-label={label}
      shape-rendering="crispEdges"
    >
      <rect width={side} height={side} fill="#fff" />
      <path d={path} fill="#000" />
    </svg>
  );
}
