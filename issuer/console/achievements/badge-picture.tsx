import type { VNode } from "preact";

interface BadgePictureProps {
  slug: string;
  id: string;
  /** The employer's own, when there is one. */
  image: string | undefined;
  alt: string;
}

/** The picture of an achievement's badges. */
export function BadgePicture({ slug, id, image, alt }: BadgePictureProps): VNode {
  const address = `/issuers/${slug}/achievements/${id}/badge.svg`;
  return <img src={image ?? address} alt={alt} width="150" />;
}
