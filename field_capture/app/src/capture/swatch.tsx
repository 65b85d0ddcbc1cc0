// A layer's mark beside its name.
import type { Layer } from "../model.ts";

const SHAPES: Record<string, string> = {
  square: "M5 5H19V19H5Z",
  diamond: "M12 2 22 12 12 22 2 12Z",
  triangle: "M12 3 22 20H2Z",
  cross: "M9 3H15V9H21V15H15V21H9V15H3V9H9Z",
  circle: "M12 4a8 8 0 1 0 .01 0Z",
};
const DASHES: Record<string, string> = { dashed: "6 3", dotted: "1 5" };

export function Swatch({ layer }: { layer: Layer }) {
  const { shape, colour } = layer.symbol;
  const path = SHAPES[shape];
  const kind = layer.geometry.toLowerCase();
  return (
    <svg class="swatch" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      {path ? (
        <path d={path} fill={colour} />
      ) : (
        <path
          d={kind.includes("line") ? "M1 12H23" : "M3 4H21V20H3Z"}
          fill="none"
          stroke={colour}
          stroke-width="4"
          stroke-dasharray={DASHES[shape] ?? ""}
        />
      )}
    </svg>
  );
}
