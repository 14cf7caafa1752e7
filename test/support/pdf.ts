import { getDocumentProxy } from "unpdf";

/** What a reader that shares nothing with the writer finds in a PDF of one page. */
export interface PdfContents {
  /** All text, in the order in which it was drawn. */
  text: string;
  info: Record<string, unknown>;
  attachments: { filename: string; content: string }[];
  links: string[];
  /** The elements for screen readers: what each is, and the text that replaces its letters. */
  elements: { role: string; alt: string }[];
  size: { width: number; height: number };
}

export async function readPdf(file: Uint8Array): Promise<PdfContents> {
  const pdf = await getDocumentProxy(new Uint8Array(file));
  if (pdf.numPages !== 1) throw new Error(`There are ${pdf.numPages} pages`);
  const page = await pdf.getPage(1);
  const { items } = await page.getTextContent();
  const attachments = (await pdf.getAttachments()) as Record<
    string,
    { filename: string; content: Uint8Array }
  >;
  const annotations = (await page.getAnnotations()) as { url?: string }[];
  const { width, height } = page.getViewport({ scale: 1 });
  return {
    text: items.map((item) => ("str" in item ? item.str : "")).join(""),
    info: (await pdf.getMetadata()).info as Record<string, unknown>,
    attachments: Object.values(attachments ?? {}).map(({ filename, content }) => ({
      filename,
      content: Buffer.from(content).toString("utf8"),
    })),
    links: annotations.flatMap(({ url }) => (url === undefined ? [] : [url])),
    elements: elementsOf(await page.getStructTree()),
    size: { width, height },
  };
}

function elementsOf(node: unknown): PdfContents["elements"] {
  const { role, alt, children = [] } = node as { role?: string; alt?: string; children?: unknown[] };
  const own = role === undefined || alt === undefined ? [] : [{ role, alt }];
  return [...own, ...children.flatMap(elementsOf)];
}
