/** How large a badge is drawn, in the units of its picture. */
export const badgeSize = 600;

const centre = badgeSize / 2;
const radius = 288;

/** Outlines of badges, as SVG path data around the same centre: each leaves room for the same box of text. */
export const outlines: readonly string[] = [
  `M${centre - radius} ${centre}a${radius} ${radius} 0 1 0 ${2 * radius} 0a${radius} ${radius} 0 1 0 ${-2 * radius} 0z`,
  polygon(6, 0),
  polygon(8, Math.PI / 8),
  rosette(24),
  // A shield.
  "M300 16C376 62 462 78 556 78V300C556 436 446 530 300 586C154 530 44 436 44 300V78C138 78 224 62 300 16z",
  // A square with soft corners.
  "M150 22H450A128 128 0 0 1 578 150V450A128 128 0 0 1 450 578H150A128 128 0 0 1 22 450V150A128 128 0 0 1 150 22z",
];

function polygon(corners: number, turn: number): string {
  const points = Array.from({ length: corners }, (_, corner) =>
    pointAt((2 * Math.PI * corner) / corners - Math.PI / 2 + turn, radius),
  );
  return `M${points.join("L")}z`;
}

/** A circle of so many shallow bumps. */
function rosette(bumps: number): string {
  const inner = 270;
  const bend = round(1.25 * inner * Math.sin(Math.PI / bumps));
  const points = Array.from({ length: bumps }, (_, index) => pointAt((2 * Math.PI * index) / bumps, inner));
  const arcs = [...points.slice(1), points[0]].map((point) => `A${bend} ${bend} 0 0 1 ${point}`);
  return `M${points[0]}${arcs.join("")}z`;
}

function pointAt(angle: number, distance: number): string {
  return `${round(centre + distance * Math.cos(angle))} ${round(centre + distance * Math.sin(angle))}`;
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
