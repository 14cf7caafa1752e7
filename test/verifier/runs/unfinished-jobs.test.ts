import { expect, test } from "vitest";
import { createUnfinishedJobs, type UnfinishedJobs } from "../../../verifier/runs/unfinished-jobs.ts";

const job = (document = "a.b.c") => ({ document, begun: new Map() });
const halfMebibyte = 512 * 1024;

/** Which of these numbers are kept. */
const keptOf = (jobs: UnfinishedJobs, numbers: number[]) =>
  numbers.filter((number) => jobs.take(number) !== undefined);

test("jobs that are asked for in vain make no room for others", () => {
  const jobs = createUnfinishedJobs();
  for (let number = 1_000; number < 2_000; number += 1) jobs.take(number);
  for (const number of [1, 2]) jobs.keep(number, halfMebibyte / 2, job());
  jobs.keep(3, 1, job());
  expect(keptOf(jobs, [1, 2, 3])).toEqual([2, 3]);
});

test("a job that is kept again takes its room once, and is the newest then", () => {
  const jobs = createUnfinishedJobs();
  jobs.keep(1, halfMebibyte / 4, job("first"));
  jobs.keep(2, halfMebibyte / 2, job());
  for (let time = 0; time < 9; time += 1) jobs.keep(1, halfMebibyte / 4, job("last"));
  jobs.keep(3, halfMebibyte / 4, job());
  expect(jobs.take(1)?.document).toBe("last");
  expect(keptOf(jobs, [1, 2, 3])).toEqual([2, 3]);
});

test("a job that has become too large is not kept as it was before", () => {
  const jobs = createUnfinishedJobs();
  jobs.keep(1, 1, job());
  jobs.keep(1, halfMebibyte + 1, job());
  expect(jobs.take(1)).toBeUndefined();
});

test("what was taken gives its room back", () => {
  const jobs = createUnfinishedJobs();
  for (let number = 0; number < 100; number += 1) {
    jobs.keep(number, halfMebibyte, job());
    expect(keptOf(jobs, [number])).toEqual([number]);
  }
});

test("64 jobs of half a mebibyte together are kept, and of one more the oldest goes", () => {
  const jobs = createUnfinishedJobs();
  for (let number = 1; number <= 65; number += 1) jobs.keep(number, halfMebibyte / 64, job());
  expect(keptOf(jobs, [1, 2])).toEqual([2]);
});
