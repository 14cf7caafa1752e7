import type { ComponentChildren, VNode } from "preact";
import { Page } from "../../../web/page.tsx";
import { Said } from "../../../web/said.tsx";
import type { Right } from "../../use-cases/authorization.ts";
import type { Visit } from "../visit.ts";
import { NoticeBox } from "./notice-box.tsx";
import { OwnForm } from "./own-form.tsx";

/** The parts of the console, as its navigation names them. */
export type Part = keyof typeof parts;

const parts = {
  home: { href: "/console", text: "Home", right: "read-credentials" },
  achievements: { href: "/console/achievements", text: "Achievements", right: "read-credentials" },
  completions: { href: "/console/completions", text: "Completions", right: "read-credentials" },
  offers: { href: "/console/offers", text: "Offers", right: "read-credentials" },
  batches: { href: "/console/batches", text: "Batches", right: "read-credentials" },
  credentials: { href: "/console/credentials", text: "Credentials", right: "read-credentials" },
  audit: { href: "/console/audit", text: "Audit trail", right: "read-audit" },
  "api-keys": { href: "/console/keys", text: "API keys", right: "read-keys" },
  "signing-keys": { href: "/console/signing-keys", text: "Signing keys", right: "read-keys" },
} as const satisfies Record<string, { href: string; text: string; right: Right }>;

export interface ConsolePageProps {
  visit: Visit;
  /** In the browser's tab; the heading too, unless `heading` is given. */
  title: string;
  heading?: ComponentChildren;
  part: Part;
  /** Where this page lies below its part. */
  above?: { href: string; text: string };
  lead?: ComponentChildren;
  /** Stands beside the heading: the thing one most often comes here to do. */
  action?: ComponentChildren;
  scripts?: string[];
  children?: ComponentChildren;
}

/** The frame of each page for somebody who is signed in. */
export function ConsolePage(props: ConsolePageProps): VNode {
  const { visit, title, heading, part, above, lead, action, scripts = [], children } = props;
  const links = Object.entries(parts)
    .filter(([, { right }]) => visit.may(right))
    .map(([name, { href, text }]) => ({ href, text, current: name === part }));
  return (
    <Page
      title={title}
      site="Stint Issuer"
      links={links}
      header={<Account visit={visit} />}
      styles={["console.css"]}
      scripts={["copy-button.js", ...scripts]}
      wide
    >
      {above && (
        <p class="above">
          <a href={above.href}>← {above.text}</a>
        </p>
      )}
      <div class="heading">
        <h1>{heading ?? title}</h1>
        {action}
      </div>
      {visit.notice && <NoticeBox notice={visit.notice} />}
      {lead && <p class="lead">{lead}</p>}
      {children}
    </Page>
  );
}

function Account({ visit }: { visit: Visit }) {
  return (
    <div class="account">
      <span>
        <Said>{visit.employer}</Said> <small>{roleWords[visit.principal.role]}</small>
      </span>
      <OwnForm visit={visit} action="/console/sign-out">
        <button class="button second small" type="submit">
          Sign out
        </button>
      </OwnForm>
    </div>
  );
}

const roleWords = { admin: "administrator", issuer: "may issue", auditor: "may look only" };
