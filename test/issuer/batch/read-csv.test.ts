import { describe, expect, test } from "vitest";
import { type CsvTable, readCsv } from "../../../issuer/batch/read-csv.ts";
import { csvLine } from "../../../issuer/batch/write-csv.ts";

const read = (file: string | Uint8Array): Promise<CsvTable> =>
  readCsv(typeof file === "string" ? Buffer.from(file) : file);
const problems = async (file: string | Uint8Array): Promise<string[]> =>
  (await read(file)).problems.map(({ row = "file", reason }) => `${row}: ${reason}`);

const notClosed =
  "A quotation mark is opened here or in a later row and never closed; nothing after it can be read.";
const misplaced =
  'A quotation mark stands where none may be: write a cell that holds one as "a ""quoted"" word". Nothing after it can be read.';
const tooLong = "The row is longer than 64,000 characters; nothing after it can be read.";
const tooMany = "The file has more than 10,000 rows. Divide it into several files.";
const utf16 = 'The file is in UTF-16. Save the table as "CSV UTF-8" and upload that.';
const notUtf8 = 'The file is not in UTF-8. Save the table as "CSV UTF-8" and upload that.';

describe("a CSV file is read as spreadsheets write it (RFC 4180)", () => {
  const rows = [{ row: 2, cells: ["1", "2"] }];
  test.each<[string, string, CsvTable["rows"]]>([
    ["commas and line feeds", "a,b\n1,2\n", rows],
    ["semicolons", "a;b\r\n1;2\r\n", rows],
    ["tabs", "a\tb\n1\t2", rows],
    ["a byte order mark", "\ufeffa,b\n1,2", rows],
    ["carriage returns alone", "a,b\r1,2\r", rows],
    ["a semicolon in the header's quotes", '"a;x;y",b\n1,2\n', rows],
    ["quoted cells", 'a,b\n"1","2"', rows],
    [
      "quotes, delimiters and line breaks in a cell",
      'a,b\n"x ""y""","1,\r\n2"',
      [{ row: 2, cells: ['x "y"', "1,\r\n2"] }],
    ],
    [
      "rows shorter and longer than the header",
      "a,b\n1\n1,2,3",
      [
        { row: 2, cells: ["1"] },
        { row: 3, cells: ["1", "2", "3"] },
      ],
    ],
    [
      "letters cut by the pieces it is read in",
      `a,b\n${"😀".repeat(4_000)}x${"😀".repeat(4_000)},é`,
      [{ row: 2, cells: [`${"😀".repeat(4_000)}x${"😀".repeat(4_000)}`, "é"] }],
    ],
  ])("%s", async (_what, file, expected) => {
    const table = await read(file);
    expect(table.problems).toEqual([]);
    expect(table.rows).toEqual(expected);
  });

  test("blank rows count as rows of the spreadsheet and are passed over", async () => {
    const { rows: found, header } = await read("a;b\n1;2\n\n ; \n3;4\n\n");
    expect(header).toEqual(["a", "b"]);
    expect(found.map(({ row }) => row)).toEqual([2, 5]);
  });

  test("10,000 rows are read, whatever else asks for its turn", async () => {
    let turns = 0;
    const timer = setInterval(() => turns++, 1);
    const { rows: found, problems: none } = await read(`a,b\n${"one,two\n".repeat(10_000)}`);
    clearInterval(timer);
    expect([found.length, none]).toEqual([10_000, []]);
    expect(turns).toBeGreaterThan(3);
  });
});

describe("a hostile or broken file is a problem and never an error", () => {
  test.each<[string, string | Uint8Array, string[]]>([
    ["an empty file", "", ["file: The file is empty."]],
    ["blanks only", " \r\n\t\n", ["file: The file is empty."]],
    ["a byte order mark only", "\ufeff", ["file: The file is empty."]],
    ["a header only", "a,b\n", ["file: The file has a header and no rows."]],
    ["no header", "\n\na,b\n1,2", ["1: The first row must name the columns."]],
    ["a blank header", ",\n1,2", ["1: The first row must name the columns."]],
    ["a header and blank rows", "a,b\n\n,\n", ["file: The file has a header and no rows."]],
    ["an unclosed quotation mark", 'a,b\n1,2\n"3,4\n5,6', [`3: ${notClosed}`]],
    ["text after a closing quotation mark", 'a,b\n1,2\n"3"x,4\n', [`3: ${misplaced}`]],
    ["a quotation mark inside a cell", 'a,b\n1,5" disk\n', [`2: ${misplaced}`]],
    ["a cell of a million characters", `a,b\n1,2\n3,${"x".repeat(1_000_000)}\n`, [`3: ${tooLong}`]],
    ["a header of a million characters", "x".repeat(1_000_000), [`1: ${tooLong}`]],
    ["10,001 rows", `a,b\n${"1,2\n".repeat(10_001)}`, [`file: ${tooMany}`]],
    ["many rows of delimiters", `a,b\n${",\n".repeat(20_001)}`, [`file: ${tooMany}`]],
    ["blank rows before a broken one", 'a,b\n1,2\n\n\n3,"4" x\n', [`5: ${misplaced}`]],
    ["UTF-16 with its mark", Buffer.from("\ufeffa,b\n1,2", "utf16le"), [`file: ${utf16}`]],
    ["UTF-16 without", Buffer.from("a,b\n1,2", "utf16le"), [`file: ${utf16}`]],
    ["UTF-16, big end first", Buffer.from("a,b\n1,2", "utf16le").swap16(), [`file: ${utf16}`]],
    ["Latin-1", Buffer.from("a,b\nZoë,2", "latin1"), [`file: ${notUtf8}`]],
    ["bytes of a picture", new Uint8Array([0x89, 0x50, 0x4e, 0x47]), [`file: ${notUtf8}`]],
  ])("%s", async (_what, file, expected) => {
    expect(await problems(file)).toEqual(expected);
  });

  test("the rows before a broken one are given, so that their problems can be told", async () => {
    expect((await read('a,b\n1,2\n"3,4\n')).rows).toEqual([{ row: 2, cells: ["1", "2"] }]);
  });

  test("what the file holds does not stand in the reason", async () => {
    expect((await problems('a,b\n1,secret" x\n')).join()).not.toContain("secret");
  });
});

test.each([
  ["=1+1", "'=1+1"],
  ["+41", "'+41"],
  ["-1", "'-1"],
  ["@SUM(A1)", "'@SUM(A1)"],
  ["\t=1", `"'\t=1"`],
  ["\r=1", `"'\r=1"`],
  ['=HYPERLINK("x","y")', `"'=HYPERLINK(""x"",""y"")"`],
  ["a;=cmd;b", `"a;'=cmd;b"`],
  ['a;"=cmd"', `"a;'""=cmd"""`],
  ["＝1+1", "'＝1+1"],
  ["a,b", '"a,b"'],
  ["a;b", '"a;b"'],
  ["two\nlines", '"two\nlines"'],
  ["1=1", "1=1"],
  ["", ""],
])("the field %j is written as %j: no spreadsheet runs it (security rule 11)", (field, written) => {
  expect(csvLine([field])).toBe(`${written}\r\n`);
});
