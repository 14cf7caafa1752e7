import type { TextStyle } from "./sheet.ts";

/** Dark enough to be read, and to be copied in black and white. */
export const colours = { text: "#1b2233", quiet: "#51596b", accent: "#28467f", rule: "#c9cfdb" } as const;

type Role = { role: "H1" | "H2" | "P" };

/** The few ways in which letters look on a certificate. */
export const styles = {
  title: { role: "H1", size: 23, weight: "bold", colour: colours.text },
  name: { role: "P", size: 20, weight: "bold", colour: colours.accent },
  heading: { role: "H2", size: 11, weight: "bold", colour: colours.text },
  text: { role: "P", size: 11, weight: "regular", colour: colours.text },
  label: { role: "P", size: 10, weight: "regular", colour: colours.quiet },
  strong: { role: "P", size: 11, weight: "bold", colour: colours.text },
  small: { role: "P", size: 8.5, weight: "regular", colour: colours.quiet },
} as const satisfies Record<string, TextStyle & Role>;
