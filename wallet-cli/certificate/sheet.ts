import PDFDocument from "pdfkit";
import { wrapText } from "../../core/text/wrap-text.ts";
import type { Face, Faces, Weight } from "../typesetting/faces.ts";
import { textRuns, widthInEms } from "../typesetting/text-runs.ts";

/** How letters look on paper; sizes in points. */
export interface TextStyle {
  size: number;
  weight: Weight;
  colour: string;
}

/** What a document says of itself. */
export interface SheetInformation {
  title: string;
  author: string;
  created: Date;
}

/** A box that text may fill: points from the upper left corner of the page. */
export interface TextBox {
  x: number;
  y: number;
  width: number;
  /** More lines than these are cut, with an ellipsis. */
  maximumLines: number;
}

/** The distance of base lines, in sizes of letters. */
const leading = 1.3;

/** One page of A4, tagged for screen readers, on which text is set in every script that its faces have. */
export class Sheet {
  readonly doc: PDFKit.PDFDocument;
  readonly #faces: Faces;
  readonly #registered = new Set<string>();
  readonly #chunks: Buffer[] = [];
  readonly #root: PDFKit.PDFStructureElement;

  constructor(information: SheetInformation, faces: Faces) {
    const { title, author, created } = information;
    this.doc = new PDFDocument({
      size: "A4",
      margin: 0,
      pdfVersion: "1.7",
      tagged: true,
      lang: "en",
      displayTitle: true,
      info: {
        Title: title,
        Author: author,
        Creator: "Stint",
        Producer: "Stint",
        CreationDate: created,
        ModDate: created,
      },
    });
    this.#faces = faces;
    this.doc.on("data", (chunk: Buffer) => this.#chunks.push(chunk));
    this.#root = this.doc.struct("Document");
    this.doc.addStructure(this.#root);
  }

  /** Draws what stands for itself; `alt` says what it shows. */
  figure(alt: string, draw: () => void): void {
    this.#root.add(this.doc.struct("Figure", { alt }, draw));
  }

  /** Draws what says nothing. */
  ornament(draw: () => void): void {
    this.doc.markContent("Artifact", { type: "Layout" });
    draw();
    this.doc.endMarkedContent();
  }

  /** Sets a text into a box. @returns The height that it took. */
  text(text: string, box: TextBox, style: TextStyle & { role: "H1" | "H2" | "P" }): number {
    const lines = this.#lines(text, box, style);
    const isCut = lines.at(-1)?.endsWith("…") === true;
    // Lines are drawn in the order of the eye; who listens or copies gets the text as it is read.
    const structure = this.doc.struct(style.role, { actual: isCut ? lines.join(" ") : text }, () => {
      for (const [index, line] of lines.entries()) {
        this.#drawLine(line, box.x, box.y + index * style.size * leading, style);
      }
    });
    this.#root.add(structure);
    return lines.length * style.size * leading;
  }

  /** The finished file. */
  async finish(): Promise<Uint8Array> {
    this.#root.end();
    const ended = new Promise<void>((resolve) => this.doc.once("end", resolve));
    this.doc.end();
    await ended;
    return Buffer.concat(this.#chunks);
  }

  #lines(
    text: string,
    { width, maximumLines }: Omit<TextBox, "x" | "y">,
    { size, weight }: TextStyle,
  ): string[] {
    const measure = (piece: string) => widthInEms(piece, this.#faces, weight);
    const lines = wrapText(text, { maximum: width / size, measure });
    if (lines.length <= maximumLines) return lines;
    const kept = lines.slice(0, maximumLines);
    return [...kept.slice(0, -1), `${[...(kept.at(-1) ?? "")].slice(0, -1).join("").trimEnd()}…`];
  }

  #drawLine(line: string, x: number, top: number, { size, weight, colour }: TextStyle): void {
    let left = x;
    for (const { face, text } of textRuns(line, this.#faces, weight)) {
      this.#use(face).fontSize(size).fillColor(colour);
      // Asking for features, even none, has the run shaped whole rather than word by word.
      this.doc.text(text, left, top + size, { lineBreak: false, features: [], baseline: "alphabetic" });
      left += (face.font.layout(text).advanceWidth / face.font.unitsPerEm) * size;
    }
  }

  #use({ name, bytes, memberName }: Face): PDFKit.PDFDocument {
    if (!this.#registered.has(name)) this.doc.registerFont(name, bytes, memberName);
    this.#registered.add(name);
    return this.doc.font(name);
  }
}
