import express from "express";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { listen, type RunningService } from "../../web/listen.ts";
import { createLogger } from "../../web/logger.ts";
import { answerProblems } from "../../web/problem-response.tsx";
import { readUpload, type Upload } from "../../web/read-upload.ts";

let service: RunningService;
beforeAll(async () => {
  const app = express();
  app.post(
    "/",
    readUpload({ maxBytes: 2000, fields: ["note", "csrf"], file: "list" }),
    (request, response) => {
      const { fields, file } = request.body as Upload;
      const told = file && { name: file.name, hex: Buffer.from(file.bytes).toString("hex") };
      response.json({ fields: Object.fromEntries(fields), ...(told && { file: told }) });
    },
  );
  app.post(
    "/several",
    readUpload({ maxBytes: 2000, fields: ["note"], file: "list", files: { name: "more", maximum: 2 } }),
    (request, response) => {
      const { files } = request.body as Upload;
      response.json({ files: files.map(({ name, bytes }) => [name, Buffer.from(bytes).toString()]) });
    },
  );
  app.use(answerProblems({ site: "Test", logger: createLogger({ name: "test", level: "silent" }) }));
  service = await listen(app, { host: "127.0.0.1", port: 0 });
});
afterAll(() => service.stop());

const multipart = 'multipart/form-data; boundary="b"';
const send = (body: BodyInit, type?: string, path = "") =>
  fetch(service.url + path, { method: "POST", body, ...(type && { headers: { "content-type": type } }) });

const part = (disposition: string, text = "x", more = "") =>
  `--b\r\nContent-Disposition: ${disposition}\r\n${more}\r\n${text}\r\n`;
const field = (name: string, text = "x") => part(`form-data; name="${name}"`, text);
const file = (name: string, text = "x") => part(`form-data; name="list"; filename="${name}"`, text);
const end = "--b--\r\n";

describe("a form with a field for several files", () => {
  const more = (name: string, text = "x") => part(`form-data; name="more"; filename="${name}"`, text);

  it("gives them in their order, the chooser that was left alone as none", async () => {
    const sent = async (body: string) => (await send(body + end, multipart, "/several")).json();
    expect(await sent(more("a", "1") + file("list") + more("b/c", "2"))).toEqual({
      files: [
        ["a", "1"],
        ["c", "2"],
      ],
    });
    expect(await sent(more("", ""))).toEqual({ files: [] });
  });

  it.each([
    ["one too many", more("a") + more("b") + more("c")],
    ["text in it", field("more")],
  ])("with %s is refused", async (_name, body) => {
    const answer = await send(body + end, multipart, "/several");
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([
      400,
      "INVALID_REQUEST",
    ]);
  });
});

describe("a form with a file (RFC 7578)", () => {
  it("arrives as a client sends it: fields as text, the file byte for byte", async () => {
    const form = new FormData();
    const bytes = Uint8Array.from([0, 255, 13, 10, 45, 45, 98, 13, 10]);
    form.set("note", "Zoë\n--b");
    form.set("list", new File([bytes], "students.csv"));
    expect(await (await send(form)).json()).toEqual({
      fields: { note: "Zoë\r\n--b" },
      file: { name: "students.csv", hex: Buffer.from(bytes).toString("hex") },
    });
  });

  it.each([
    ["nothing chosen", file("", ""), undefined],
    ["folders before the name", file("C:\\\\private\\a/b.csv"), "b.csv"],
    ["control and direction characters in the name", file("a\u202e\u001b[31mvsc.b"), "avsc.b"],
    ["an escaped quote and line feed in the name", file("a%22b%0Ac.csv"), 'a"b c.csv'],
    ["an endless name", file(`${"n".repeat(600)}.csv`), "n".repeat(255)],
  ])("with %s gives the file a name fit to show", async (_name, body, name) => {
    const answer = (await (await send(field("note") + body + end, multipart)).json()) as {
      file?: { name: string };
    };
    expect(answer.file?.name).toBe(name);
  });

  it.each<[string, BodyInit, string | undefined, number, string]>([
    ["a plain form", "note=x", "application/x-www-form-urlencoded", 415, "UNSUPPORTED_MEDIA_TYPE"],
    ["no boundary", field("note") + end, "multipart/form-data", 415, "UNSUPPORTED_MEDIA_TYPE"],
    [
      "an endless boundary",
      field("note") + end,
      `multipart/form-data; boundary=${"b".repeat(71)}`,
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    [
      "another multipart type",
      field("note") + end,
      "multipart/mixed; boundary=b",
      415,
      "UNSUPPORTED_MEDIA_TYPE",
    ],
    ["more bytes than allowed", field("note", "x".repeat(2000)) + end, multipart, 413, "CONTENT_TOO_LARGE"],
    ["nothing", "", multipart, 400, "INVALID_REQUEST"],
    ["a preamble", `hello\r\n${field("note")}${end}`, multipart, 400, "INVALID_REQUEST"],
    ["no end", field("note"), multipart, 400, "INVALID_REQUEST"],
    ["an epilogue", `${field("note")}${end}more`, multipart, 400, "INVALID_REQUEST"],
    ["a boundary that goes on", `${field("note")}--bc\r\n`, multipart, 400, "INVALID_REQUEST"],
    [
      "line feeds alone",
      `${field("note")}${end}`.replaceAll("\r\n", "\n"),
      multipart,
      400,
      "INVALID_REQUEST",
    ],
    ["a field twice", field("note") + field("note") + end, multipart, 400, "INVALID_REQUEST"],
    ["the file twice", file("a") + file("b") + end, multipart, 400, "INVALID_REQUEST"],
    ["a field nobody asked for", field("other") + end, multipart, 400, "INVALID_REQUEST"],
    ["a field named like a prototype's", field("__proto__") + end, multipart, 400, "INVALID_REQUEST"],
    [
      "a file where text belongs",
      part('form-data; name="note"; filename="a"') + end,
      multipart,
      400,
      "INVALID_REQUEST",
    ],
    ["text where the file belongs", field("list") + end, multipart, 400, "INVALID_REQUEST"],
    [
      "a part more than there are fields",
      field("note") + field("csrf") + file("a") + field("note") + end,
      multipart,
      400,
      "INVALID_REQUEST",
    ],
    ["a part without a name", part("form-data") + end, multipart, 400, "INVALID_REQUEST"],
    [
      "an extended name (filename*)",
      part(`form-data; name="list"; filename*=UTF-8''a`) + end,
      multipart,
      400,
      "INVALID_REQUEST",
    ],
    [
      "a transfer encoding",
      part('form-data; name="note"', "eA==", "Content-Transfer-Encoding: base64\r\n") + end,
      multipart,
      400,
      "INVALID_REQUEST",
    ],
    [
      "two dispositions",
      part('form-data; name="note"', "x", 'Content-Disposition: form-data; name="csrf"\r\n') + end,
      multipart,
      400,
      "INVALID_REQUEST",
    ],
    [
      "a header without an end",
      `--b\r\nContent-Type: ${"x".repeat(1900)}`,
      multipart,
      400,
      "INVALID_REQUEST",
    ],
    [
      "a field that is not UTF-8",
      Buffer.from(field("note", "\u00ff") + end, "latin1"),
      multipart,
      400,
      "INVALID_REQUEST",
    ],
  ])("with %s is refused", async (_name, body, type, status, code) => {
    const answer = await send(body, type);
    expect([answer.status, ((await answer.json()) as { code: string }).code]).toEqual([status, code]);
  });
});
