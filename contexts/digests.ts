/**
 * The pinned contexts: URL and SHA-256 of the document as `JSON.stringify` writes it. A context whose
 * npm copy changes under its URL is a different language, so the start fails instead of believing it.
 */
export const contextDigests: ReadonlyMap<string, string> = new Map([
  [
    "https://www.w3.org/2018/credentials/v1",
    "778eb3a2ffad5df9773231da61b42c098e9849844873a6b5bf9be95c70d73df7",
  ],
  [
    "https://www.w3.org/ns/credentials/v2",
    "bf6fd611e6773d58f649459a45dbbb81f94e8cfd058a756644cd5a4a882c4050",
  ],
  [
    "https://www.w3.org/ns/credentials/undefined-terms/v2",
    "3b11e1df8c618447e9f79f3737e3c30fc0841537eb95f36003742c633672bb9f",
  ],
  [
    "https://www.w3.org/ns/credentials/examples/v2",
    "8a675bead391be98e6054c4e07c41f73337508d398e07047344c5d349aa2dc58",
  ],
  [
    "https://w3id.org/security/data-integrity/v1",
    "3d76dae0cd98b289312e02c08d6a7b746cb1c66da17d605067f10f697ea0a76c",
  ],
  [
    "https://w3id.org/security/data-integrity/v2",
    "be223c58c54657e930970f0d11f03caf7287bddc7be7e6f010855190c6b39c21",
  ],
  [
    "https://w3id.org/security/multikey/v1",
    "91f130b30b6705ee65dfa8f86e74922a74aaa0d5fc8bb35427ec2d607d3ad3eb",
  ],
  [
    "https://w3id.org/security/suites/ed25519-2020/v1",
    "9ccf2b2a579a86c1fd167f4d1dfbdebc72dae44c7b4d592715cd621e1b5c6ba8",
  ],
  ["https://www.w3.org/ns/did/v1", "922d86fef06acc0754ef45a4d662c51b57dcd1c9dab3bbdc8d71da81285a5270"],
  [
    "https://www.w3.org/ns/credentials/status/v1",
    "1d5d557d174395f467c025726ff37da4b18e81d95e2a7e285d8e2158e5f889ce",
  ],
  [
    "https://w3id.org/vc/status-list/2021/v1",
    "2420f53a4af31944aade1e7b98dc2b2e94fd243438d20864e39b1bbf74dc3c28",
  ],
  ["https://w3id.org/dcc/v1", "3c8c576f941f0abc4e4347cbfc061ed26405cfe5d246fc9b3bb276170c406d35"],
  [
    "https://imsglobal.github.io/openbadges-specification/ob_v3p0.html",
    "6ea3ad0683f803c7c609304b54f7610a5cc03e6f6684b5ec3f1cc0fe35179a21",
  ],
  [
    "https://w3c-ccg.github.io/vc-ed/plugfest-1-2022/jff-vc-edu-plugfest-1-context.json",
    "6ea3ad0683f803c7c609304b54f7610a5cc03e6f6684b5ec3f1cc0fe35179a21",
  ],
  [
    "https://purl.imsglobal.org/spec/ob/v3p0/context.json",
    "ce6ab7f5729910f4fd7f35ec2cdb91f15446d1d2f886b6ccc1c1380b47fa8383",
  ],
  [
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.1.json",
    "a6196945628b9d02b7b60f57f0a8f6baa9771a202d1a9e378555fc95d71d6c33",
  ],
  [
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.2.json",
    "3b7ee3db2a81386e4369ea73ccc6b85f3cf463094e633466cee7e0b048cbeb35",
  ],
  [
    "https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json",
    "abd99a08208ff29a50468cd6a071e370335d708feb9be09bf1dcfa5ff189d471",
  ],
  [
    "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
    "f9767b4f07e2c92e6c084c34882f67cb335b13f0aface4b9bfc2ea08432a5892",
  ],
  [
    "https://purl.imsglobal.org/spec/clr/v2p0/context-2.0.1.json",
    "114c37a0eee7ff5feb6247625d741ad22f1e7d146ef23059330a73b69d9ca735",
  ],
  ["https://w3id.org/citizenship/v4rc1", "d2ddae8bb5a07b766bcaf77e7a400de9cc6695794a4f0b8b513acf1d6b1d6710"],
  ["https://w3id.org/vdl/v1", "ae5b8f33c592fe836b7c6ecabcc6370508431b3abae78ff6369370b84d198e28"],
  ["https://w3id.org/vdl/aamva/v1", "b6e2ebb1355dc8c800753520a5e49decd59fda3cfe7a240269bb5f4d9baeb45a"],
]);
