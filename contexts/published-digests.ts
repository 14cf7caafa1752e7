/** The digests (hex) of one document, by the algorithms that `digestSRI` and `digestMultibase` may use. */
export interface Digests {
  sha256: string;
  sha384: string;
  sha512: string;
}

/**
 * Digests of the bytes that W3C publishes at these URLs. The npm copies parse to the same JSON but are not byte-equal, so a
 * `relatedResource` digest is checked against these, not against our copy. Of the other pinned contexts nobody says which bytes
 * are the published ones.
 *
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#base-context}
 * @see {@link https://www.w3.org/TR/vc-data-integrity/#contexts-and-vocabularies}
 */
export const publishedDigests: ReadonlyMap<string, Digests> = new Map([
  [
    "https://www.w3.org/2018/credentials/v1",
    {
      sha256: "ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc",
      sha384:
        "82c3b3eab863754bbfd2b9f17d8d6db9f61169f301cbf0b05e1fc4beb5f5c51dd4d2e888c274f49c3fbb2408f61faed1",
      sha512:
        "536a40b390dda94a9e39196c00090f62668e8184fe3c8c02c4a22c85666e68bf6e85d3dc7f2dba85b2b62ef95d97de24132568d8504db43f2c9c82d2e88418d2",
    },
  ],
  [
    "https://www.w3.org/ns/credentials/v2",
    {
      sha256: "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
      sha384:
        "97f1eb8e5042356c805fdd61afa2c557663785e0794dcafa21e138fd38def18cb360133c221aa31d6896a6bf3e65b614",
      sha512:
        "5d55452bd2dcf8a29f5a290473eb242b1c5fb77d4e68f1a0aa87baa4dba2694852d65ec63d48ac04a99d956f9f7153b9406f84d2d04c74869b02c239a1d81305",
    },
  ],
  [
    "https://www.w3.org/ns/credentials/undefined-terms/v2",
    {
      sha256: "82dab514ba44eb18f5d1b0f638c5e140c6a556fbfb5089601bdc0fa5eb8b2581",
      sha384:
        "b2a66ccddba70ba67ad99c2ff52e60558df0063cea51c4ca886e25d9ea73cfabb878baf92dc2ad2bda26c31391850d68",
      sha512:
        "7c525ff49bc479ec5da7fccf5d56497e4be408eb269d36609cc1f6ce1f9c4ee23e4aefb53d3728b4a1cac56da6518fcfde789af23a5dfb77f4ce693eb5ed581b",
    },
  ],
  [
    "https://www.w3.org/ns/credentials/examples/v2",
    {
      sha256: "57393fbc69d6efb9b9b5dc9cb6b9880b0944360abfe2eaf459c9e58cf2279d7c",
      sha384:
        "ccd35b4135824944a2d1b6f3edd6ee6be45c10dbfb0ba16f966609d58f88ef6ec7b0f387773c042cc60ef4ccfaf0cdba",
      sha512:
        "8d563097eab123966bd7fb88a2566d19fb369112dabfde9badfd553c04e101beb230918f58f5b927881f7b32d16045f8ac0f601b4574eeb09521bfbf9e539669",
    },
  ],
  [
    "https://w3id.org/security/data-integrity/v2",
    {
      sha256: "67f21e6e33a6c14e5ccfd2fc7865f7474fb71a04af7e94136cb399dfac8ae8f4",
      sha384:
        "0ee2d7626717f8b07cd449b525d5e2b71fe27209fc99e53089e0169dd2944d793feea4526fc60bb9cca1cd96512391f6",
      sha512:
        "39cd7a9a4047b74b8524640fe35633e81e8286d14bdbb7e77d0e08d850b00d6a35b0185d5de35c479baedb23a17989d9f628ac95531fdd79c0c5a0f632d9fa95",
    },
  ],
  [
    "https://w3id.org/security/multikey/v1",
    {
      sha256: "ba2c182de2d92f7e47184bcca8fcf0beaee6d3986c527bf664c195bbc7c58597",
      sha384:
        "0fa51641d12fb8c701b2e6a9492556f25d32bb4af84a96f11808f0a623b972434dd18a8f1f1865bc68d8ee046c4e5a3e",
      sha512:
        "127d1338ea7f702d745ed5bf6900eda8aac4419da5463181fca02c27e05085106e7d3eece9ea0e156bcff5c3f99eead397785c453bc579f7dd5496a991e10b5f",
    },
  ],
]);
