import type { VNode } from "preact";
import { calendarDayOf } from "../core/date-time.ts";
import { Said } from "./said.tsx";

const day = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  timeZone: "UTC",
});
const minute = new Intl.DateTimeFormat("en-GB", {
  day: "numeric",
  month: "long",
  year: "numeric",
  hour: "2-digit",
  minute: "2-digit",
  timeZone: "UTC",
});

/** The calendar day of a timestamp, as it was written; other text stays what somebody said. */
export function Day({ children }: { children: string }): VNode {
  const written = calendarDayOf(children);
  return written === undefined ? (
    <Said>{children}</Said>
  ) : (
    <time dateTime={written}>{day.format(new Date(written))}</time>
  );
}

/** A moment, to the minute and in UTC. */
export function Moment({ children }: { children: string }): VNode {
  const date = new Date(children);
  return Number.isNaN(date.getTime()) ? (
    <span>an unreadable date</span>
  ) : (
    <time dateTime={children}>{`${minute.format(date)} UTC`}</time>
  );
}
