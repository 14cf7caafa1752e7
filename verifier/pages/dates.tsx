import type { VNode } from "preact";

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

/** The calendar day of a timestamp, as it was written: no reader's time zone moves the start of a job by a day. */
export function Day({ children }: { children: string }): VNode {
  const date = new Date(`${children.slice(0, 10)}T00:00:00Z`);
  return Number.isNaN(date.getTime()) ? (
    <span>an unreadable date</span>
  ) : (
    <time dateTime={children}>{day.format(date)}</time>
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
