import type { VNode } from "preact";
import type { WantedWork } from "../../core/openid/wanted-work.ts";
import { Said } from "../../web/said.tsx";

const formats: Record<WantedWork["format"], string> = {
  ldp_vc: "In the format with an embedded proof (ldp_vc)",
  jwt_vc_json: "In the JWT format (jwt_vc_json)",
  either: "In either format",
};

interface WantedListProps {
  wanted: WantedWork;
  /** What the asker calls the issuers, by DID. */
  issuerNames: ReadonlyMap<string, string>;
}

/** What a student is asked for, in plain words. */
export function WantedList({ wanted, issuerNames }: WantedListProps): VNode {
  const { issuers, skills, maximumAgeMonths, format } = wanted;
  return (
    <ul>
      <li>A completed micro-internship</li>
      {issuers.length > 0 && (
        <li>
          Issued by {issuers.length > 1 && "one of "}
          <Listed texts={issuers.map((did) => issuerNames.get(did) ?? did)} />
        </li>
      )}
      {skills.length > 0 && (
        <li>
          With {skills.length > 1 ? "at least one of these skills" : "this skill"}: <Listed texts={skills} />
        </li>
      )}
      {maximumAgeMonths !== undefined && (
        <li>
          Ended at most {maximumAgeMonths} {maximumAgeMonths === 1 ? "month" : "months"} ago
        </li>
      )}
      <li class="quiet">{formats[format]}</li>
    </ul>
  );
}

function Listed({ texts }: { texts: string[] }) {
  return texts.map((text, position) => (
    <>
      {position > 0 && ", "}
      <Said>{text}</Said>
    </>
  ));
}
