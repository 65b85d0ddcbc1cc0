// Our own few signs, drawn with lines of one width on a field of 24 by 24.

const PATHS = {
  map: "M9 4 3 6v14l6-2 6 2 6-2V4l-6 2-6-2zm0 0v14m6-12v14",
  tasks: "M4 6l2 2 3-4M4 13l2 2 3-4M4 20l2 2 3-4M12 6h8M12 13h8M12 20h8",
  day: "M5 5h14v15H5zM8 3v4m8-4v4M5 10h14m-10 5 2 2 4-4",
  settings: "M4 7h16M4 12h16M4 17h16",
  tablet: "M6 3h12v18H6zM11 18h2",
  cloud: "M7 18a4 4 0 0 1 0-8 5 5 0 0 1 10-1 4 4 0 0 1 1 9zm2-4 2 2 4-4",
  safe: "M12 3l8 3v6c0 5-4 8-8 9-4-1-8-4-8-9V6zm-3 9 2 2 4-4",
  alert: "M12 3 2 21h20zM12 10v5m0 2.5v.5",
  back: "M15 5l-7 7 7 7",
  camera: "M4 8h4l2-3h4l2 3h4v11H4zm8 2a4 4 0 1 0 .01 0",
  share: "M12 15V4m0 0L8 8m4-4 4 4M5 13v7h14v-7",
} as const;

export function Icon({ name }: { name: keyof typeof PATHS }) {
  return (
    <svg class="icon" viewBox="0 0 24 24" aria-hidden="true" focusable="false">
      <path d={PATHS[name]} />
    </svg>
  );
}
