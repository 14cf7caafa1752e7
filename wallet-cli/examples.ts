import { parts } from "../core/credential/micro-internship/parts/part.ts";

const exitCodeHelp = `
Exit codes: 0 done or verified, 1 answered "no", 2 used wrongly, 3 could not (network, disk, unknown).
With --json an error is one JSON problem (RFC 9457) on standard error, and standard output stays empty.
`;

/** The verbs that show a credential whole or in part. */
const inParts = new Set(["present", "respond", "share"]);

const widestWord = Math.max(...Object.keys(parts).map(({ length }) => length));
const partLines = Object.entries(parts).map(([word, covered]) => `  ${word.padEnd(widestWord)}  ${covered}`);
const partHelp = `\nParts (stint show tells which a credential has):\n${partLines.join("\n")}\n`;

const lines: Record<string, string[]> = {
  init: [
    "stint init",
    "STINT_PASSPHRASE='four words of yours' stint init",
    "stint --wallet ./other init --passphrase-file secret.txt",
  ],
  did: ["stint did", 'sed "s/STUDENT_DID/$(stint did)/" examples/micro-internship.json'],
  unlock: ["stint unlock", "stint unlock --for 2h", "stint --passphrase-file secret.txt unlock --for 1m"],
  lock: ["stint lock"],
  add: [
    "stint add micro-internship.json",
    "stint add https://employer.example/credentials/42",
    "curl -s https://employer.example/credentials/42 | stint add -",
  ],
  list: ["stint list", "stint list --json"],
  show: ["stint show 1", "stint show 5b0b8a3e", "stint show 1 --json > credential.json"],
  present: [
    "stint present 1 --challenge c-4711 --domain recruiter.example",
    "stint present 1 2 --challenge c-4711 --domain recruiter.example --out presentation.json",
    "stint present 1 --challenge c-4711 --domain recruiter.example --out p.json --with-evidence files",
    "stint present 1 --reveal skills,results --preview",
    "stint present 1 --hide name,employer,contact,university --challenge c-4711 --domain recruiter.example",
  ],
  portfolio: [
    "stint portfolio 1 2 3",
    "stint portfolio 1 3 --name 'Amina Larsson' --out amina.html --verifier https://verifier.example",
  ],
  verify: [
    "stint verify credential.json",
    "stint verify presentation.json --challenge c-4711 --domain recruiter.example",
    "stint verify credential.json --trusted-issuers trusted.json && echo fine",
    "stint verify credential.json --profile ob3 --schema email.schema.json",
    "stint verify portfolio.html --trusted-issuers trusted.json",
    "stint verify credential.json --evidence report.pdf --evidence slides",
  ],
  validate: [
    "stint validate draft.json",
    "stint validate draft.json --profile ob3 --json",
    "stint validate draft.json --schema email.schema.json",
  ],
  accept: [
    "stint accept 'openid-credential-offer://?credential_offer_uri=https%3A%2F%2Femployer.example%2F...'",
    "stint accept https://employer.example/offers/Zk3v... --tx-code 493536",
    "stint accept https://employer.example/offers/Zk3v... --yes --format jwt_vc_json",
    "stint accept --resume",
  ],
  pending: ["stint pending", "stint pending --json"],
  respond: [
    "stint respond 'openid4vp://?client_id=...&request_uri=...'",
    "stint respond 'openid4vp://?...' --choose 2",
    "stint respond 'openid4vp://?...' --reveal skills,completion",
    "stint respond 'openid4vp://?...' --deny",
  ],
  share: [
    "stint share 1 --to https://recruiter.example",
    "stint share 1 2 --to 'Ines Okafor, Harbour Analytics' --out share.json --days 30",
    "stint share 1 --to https://recruiter.example --hide name,university",
  ],
  shares: ["stint shares", "stint shares revoke 1"],
  status: ["stint status 1", "stint status 1 --json"],
  evidence: [
    "stint evidence add 1 dashboard.pdf",
    "stint evidence list 1",
    "stint evidence save 1 2 --out dashboard.pdf",
  ],
  export: [
    "stint export 1 --json --out credential.json",
    "stint export 1 --png",
    "stint export 1 --svg --image ./my-picture.svg --out badge.svg",
    "stint export 1 --pdf --verify-link https://recruiter.example/shares/Zk3v...",
  ],
  remove: ["stint remove 1", "stint remove 1 --yes"],
  backup: ["stint backup /media/usb/stint.backup"],
  restore: ["stint restore /media/usb/stint.backup", "stint --wallet ./copy restore stint.backup"],
  completion: [
    "stint completion bash > ~/.local/share/bash-completion/completions/stint",
    "stint completion zsh > ~/.zfunc/_stint",
    "stint completion fish > ~/.config/fish/completions/stint.fish",
  ],
};

/** What stands below the help of a command: lines to copy, and what the shell is told. */
export function examples(command: string): string {
  const shown = (lines[command] ?? []).map((line) => `  ${line}`).join("\n");
  return `\nExamples:\n${shown}\n${inParts.has(command) ? partHelp : ""}${exitCodeHelp}`;
}
