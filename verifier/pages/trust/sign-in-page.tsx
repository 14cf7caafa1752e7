import type { VNode } from "preact";
import { TroubleBox } from "../trouble-box.tsx";
import { VerifierPage } from "../verifier-page.tsx";

/** Where one shows the admin token to get to the trust lists. */
export function SignInPage({ next, trouble }: { next: string; trouble?: string }): VNode {
  return (
    <VerifierPage title="Sign in" current="/trust">
      <h1>Whom does this verifier believe?</h1>
      <p class="lead">
        The lists of trusted issuers are for whoever runs this verifier. Sign in with its admin token.
      </p>
      {trouble && <TroubleBox title="Not signed in" words={trouble} />}
      <form class="card" method="post" action="/trust/sign-in">
        <input type="hidden" name="next" value={next} />
        <div class="field">
          <label for="token">Admin token</label>
          <input
            type="password"
            id="token"
            name="token"
            required
            maxLength={512}
            autocomplete="current-password"
            aria-describedby="token-hint"
          />
          <p class="quiet" id="token-hint">
            The operator chose it (STINT_ADMIN_TOKEN), or finds it in the file <code>admin-token</code> of the
            data directory.
          </p>
        </div>
        <button class="button" type="submit">
          Sign in
        </button>
      </form>
      <p class="quiet">You stay signed in for eight hours in this browser, or until you sign out.</p>
    </VerifierPage>
  );
}
