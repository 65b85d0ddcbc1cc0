import type { Tablet } from "../tablet.ts";

export function MapScreen({ tablet }: { tablet: Tablet }) {
  return <p>{tablet.commune}</p>;
}
