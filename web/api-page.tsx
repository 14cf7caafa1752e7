import type { VNode } from "preact";
import type { OpenApiDocument, Operation } from "./openapi.ts";
import { Page, type SiteLink } from "./page.tsx";

interface ApiPageProps {
  site: string;
  document: OpenApiDocument;
  links?: SiteLink[];
}

/** The API in readable form: the OpenAPI document as a page. */
export function ApiPage({ site, document, links }: ApiPageProps): VNode {
  const operations = Object.entries(document.paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ path, method, operation })),
  );
  return (
    <Page title="API" site={site} {...(links && { links })}>
      <h1>{document.info.title}: API</h1>
      <p class="lead">{document.info.description}</p>
      <p>
        Machine-readable: <a href="/openapi.json">OpenAPI 3.1</a>. Every failure is a problem document (RFC
        9457) with a stable
        <code> code</code>.
      </p>
      <nav class="card" aria-label="Operations">
        <ul class="list">
          {operations.map(({ path, method, operation }) => (
            <li key={operation.operationId}>
              <a href={`#${operation.operationId}`}>
                <code>{`${method.toUpperCase()} ${path}`}</code>
              </a>{" "}
              {operation.summary}
            </li>
          ))}
        </ul>
      </nav>
      {operations.map((entry) => (
        <OperationSection key={entry.operation.operationId} {...entry} />
      ))}
    </Page>
  );
}

function OperationSection(props: { path: string; method: string; operation: Operation }) {
  const { path, method, operation } = props;
  const [[bodyType, body] = []] = Object.entries(operation.requestBody?.content ?? {});
  const tokens = operation.security.flatMap((requirement) => Object.keys(requirement));
  return (
    <section class="card" id={operation.operationId}>
      <h2>
        <code>{`${method.toUpperCase()} ${path}`}</code>
      </h2>
      <p>{operation.summary}</p>
      {operation.description && <p>{operation.description}</p>}
      <p class="quiet">
        {tokens.length === 0 ? "Public." : `Authorization: Bearer, one of ${tokens.join(", ")}.`}
      </p>
      {operation.parameters.length > 0 && <Parameters operation={operation} />}
      {body !== undefined && (
        <details>
          <summary>Request body: {bodyType} (JSON Schema)</summary>
          <pre>{JSON.stringify(body.schema, null, 2)}</pre>
        </details>
      )}
      <dl class="responses">
        {Object.entries(operation.responses).map(([status, response]) => (
          <div key={status}>
            <dt>{status}</dt>
            <dd>
              {response.description}
              <ResponseSchema content={response.content} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
}

function Parameters({ operation }: { operation: Operation }) {
  return (
    <ul>
      {operation.parameters.map((parameter) => (
        <li key={parameter.in + parameter.name}>
          <code>{parameter.name}</code> in {parameter.in}
          {parameter.required ? "" : ", optional"}
          {parameter.description ? `: ${parameter.description}` : ""}
        </li>
      ))}
    </ul>
  );
}

function ResponseSchema({ content }: { content: Operation["responses"][string]["content"] }) {
  const [mediaType, media] = Object.entries(content ?? {})[0] ?? [];
  if (media === undefined || mediaType === "application/problem+json") return null;
  return (
    <details>
      <summary>{mediaType}</summary>
      <pre>{JSON.stringify(media.schema, null, 2)}</pre>
    </details>
  );
}
