// The colours of the map under three lights, with the same meaning as the planners' (gis/maps).
import type { Layer } from "../model.ts";

export type Light = "light" | "dark" | "sunlight";

export interface Look {
  surface: string;
  ink: string;
  halo: string;
  /** What stands out against everything: the crew's own sketch and position. */
  accent: string;
  waiting: string;
  contrast: number;
  /** How much thicker everything is drawn than on a desk's screen. */
  scale: number;
}

export const LOOKS: Record<Light, Look> = {
  light: {
    surface: "#f6f4ee",
    ink: "#1c2226",
    halo: "#ffffff",
    accent: "#a3006b",
    waiting: "#b45309",
    contrast: 3,
    scale: 1.3,
  },
  dark: {
    surface: "#1a2025",
    ink: "#f1f1ee",
    halo: "#101417",
    accent: "#ff7ac6",
    waiting: "#fbbf24",
    contrast: 3,
    scale: 1.3,
  },
  sunlight: {
    surface: "#ffffff",
    ink: "#000000",
    halo: "#ffffff",
    accent: "#8f005c",
    waiting: "#9a3412",
    contrast: 5,
    scale: 1.7,
  },
};

const channels = (colour: string) =>
  [1, 3, 5].map((at) => Number.parseInt(colour.slice(at, at + 2), 16));

export function mix(colour: string, target: string, share: number): string {
  const others = channels(target);
  const mixed = channels(colour).map((each, at) => each + ((others[at] as number) - each) * share);
  return `#${mixed.map((each) => Math.round(each).toString(16).padStart(2, "0")).join("")}`;
}

/** Relative luminance of #rrggbb (WCAG 2.2). */
export function luminance(colour: string): number {
  const [red, green, blue] = channels(colour)
    .map((each) => each / 255)
    .map((each) => (each <= 0.04045 ? each / 12.92 : ((each + 0.055) / 1.055) ** 2.4)) as [
    number,
    number,
    number,
  ];
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue;
}

export function contrast(one: string, other: string): number {
  const [brighter, darker] = [luminance(one), luminance(other)].sort((a, b) => b - a) as [
    number,
    number,
  ];
  return (brighter + 0.05) / (darker + 0.05);
}

/** A colour, brightened or darkened just enough to stand out. */
export function legible(colour: string, look: Look): string {
  const target = luminance(look.surface) < 0.5 ? "#ffffff" : "#000000";
  for (let step = 0; step <= 20; step++) {
    const mixed = mix(colour, target, step / 20);
    if (contrast(mixed, look.surface) >= look.contrast) return mixed;
  }
  return target;
}

/** Layers that orient lie beneath in pale colours. */
export const orients = (layer: Layer): boolean => layer.theme.name === "context";

export function lightOf(theme: "system" | Light, dark: boolean): Light {
  if (theme !== "system") return theme;
  return dark ? "dark" : "light";
}
