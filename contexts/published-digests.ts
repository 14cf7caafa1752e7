/**
 * Digests (hex) of the bytes that W3C publishes at these URLs. The npm copies parse to the same JSON but
 * are not byte-equal, so a `relatedResource` digest is checked against these, not against our copy.
 *
 * @see {@link https://www.w3.org/TR/vc-data-model-2.0/#base-context}
 */
export const publishedDigests: ReadonlyMap<string, { sha256: string; sha384: string }> = new Map([
  [
    "https://www.w3.org/2018/credentials/v1",
    {
      sha256: "ab4ddd9a531758807a79a5b450510d61ae8d147eab966cc9a200c07095b0cdcc",
      sha384:
        "82c3b3eab863754bbfd2b9f17d8d6db9f61169f301cbf0b05e1fc4beb5f5c51dd4d2e888c274f49c3fbb2408f61faed1",
    },
  ],
  [
    "https://www.w3.org/ns/credentials/v2",
    {
      sha256: "59955ced6697d61e03f2b2556febe5308ab16842846f5b586d7f1f7adec92734",
      sha384:
        "97f1eb8e5042356c805fdd61afa2c557663785e0794dcafa21e138fd38def18cb360133c221aa31d6896a6bf3e65b614",
    },
  ],
  [
    "https://www.w3.org/ns/credentials/undefined-terms/v2",
    {
      sha256: "82dab514ba44eb18f5d1b0f638c5e140c6a556fbfb5089601bdc0fa5eb8b2581",
      sha384:
        "b2a66ccddba70ba67ad99c2ff52e60558df0063cea51c4ca886e25d9ea73cfabb878baf92dc2ad2bda26c31391850d68",
    },
  ],
  [
    "https://www.w3.org/ns/credentials/examples/v2",
    {
      sha256: "57393fbc69d6efb9b9b5dc9cb6b9880b0944360abfe2eaf459c9e58cf2279d7c",
      sha384:
        "ccd35b4135824944a2d1b6f3edd6ee6be45c10dbfb0ba16f966609d58f88ef6ec7b0f387773c042cc60ef4ccfaf0cdba",
    },
  ],
]);
