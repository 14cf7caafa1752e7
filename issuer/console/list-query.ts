import type { Request } from "express";
import type { PageRequest } from "../use-cases/page.ts";

const pageSize = 25;

/** Which part of a list an address asks for. */
export function pageOf(request: Request): PageRequest {
  return { limit: pageSize, cursor: queryText(request, "cursor") || undefined };
}

/** One parameter of the address, bounded; empty when it is absent. Of several with one name, the first. */
export function queryText(request: Request, name: string): string {
  const value: unknown = request.query[name];
  const first: unknown = Array.isArray(value) ? value[0] : value;
  return typeof first === "string" ? first.trim().slice(0, 500) : "";
}

/** All parameters of one name, at most so many. */
export function queryTexts(request: Request, name: string, maximum: number): string[] {
  return new URL(request.originalUrl, "http://console").searchParams.getAll(name).slice(0, maximum);
}

/** A part of the path, as the browser sent it. */
export function pathText(request: Request, name: string): string {
  const value = request.params[name];
  return typeof value === "string" ? value : "";
}
