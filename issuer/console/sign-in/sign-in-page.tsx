import type { VNode } from "preact";
import { Page } from "../../../web/page.tsx";
import { TextField } from "../frame/fields.tsx";
import { TroubleBox } from "../frame/notice-box.tsx";
import type { Trouble } from "../page-handlers.ts";

/** Where one shows an API key to get in. */
export function SignInPage({ next, troubles = [] }: { next: string; troubles?: Trouble[] }): VNode {
  const form = { values: new URLSearchParams(), troubles };
  return (
    <Page title="Sign in" site="Stint Issuer" styles={["console.css"]}>
      <h1>Sign in to the console</h1>
      <p class="lead">Record completed micro-internships, and look after the credentials you issued.</p>
      <TroubleBox troubles={troubles} />
      <form class="card" method="post" action="/console/sign-in">
        <input type="hidden" name="next" value={next} />
        <TextField
          form={form}
          name="key"
          label="API key"
          type="password"
          hint="It begins with “stint_”. Whoever runs this service gave it to your organisation."
          autocomplete="current-password"
          maxLength={512}
          required
        />
        <button class="button" type="submit">
          Sign in
        </button>
      </form>
      <p class="quiet">You stay signed in for eight hours in this browser, or until you sign out.</p>
    </Page>
  );
}
