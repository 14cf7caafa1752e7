import type { Express } from "express";
import { Problem } from "../core/problem/problem.ts";
import { ApiPage } from "./api-page.tsx";
import { type ApiInformation, createOpenApiDocument } from "./openapi.ts";
import { sendPage } from "./page.tsx";
import { type Route, type RouteDescription, routeHandlers } from "./route.ts";

/** Routes declared once: the declaration validates requests, and documents itself at /openapi.json and /docs. */
export interface Api {
  route<Params, Query, Headers, Body>(route: Route<Params, Query, Headers, Body>): void;
  /** Answers 405 with `Allow` for the other methods of the declared paths; call it after the last route. */
  finish(): void;
}

/** Starts the declaration of an API on an app. */
export function createApi(app: Express, information: ApiInformation): Api {
  const routes: RouteDescription[] = [];
  app.get("/openapi.json", (_request, response) => {
    response.json(createOpenApiDocument(information, routes));
  });
  app.get("/docs", (_request, response) => {
    const { title: site, links } = information;
    const document = createOpenApiDocument(information, routes);
    sendPage(response, ApiPage({ site, document, ...(links && { links }) }));
  });
  return {
    route: (route) => {
      routes.push(route);
      app[route.method](route.path, ...routeHandlers(route));
    },
    finish: () => {
      for (const path of new Set(routes.map((route) => route.path))) {
        const methods = routes
          .filter((route) => route.path === path)
          .map((route) => route.method.toUpperCase());
        const allow = [...methods, ...(methods.includes("GET") ? ["HEAD"] : [])].join(", ");
        app.all(path, (_request, response) => {
          response.setHeader("Allow", allow);
          throw new Problem("METHOD_NOT_ALLOWED", `Allowed here: ${allow}.`);
        });
      }
    },
  };
}
