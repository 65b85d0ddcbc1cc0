// What is in the way, shown in the same manner everywhere.

import type { ComponentChildren } from "preact";
import { Icon } from "./icon.tsx";

export function Alert({ children }: { children: ComponentChildren }) {
  return (
    <div class="alert" role="alert">
      <Icon name="alert" />
      <div>{children}</div>
    </div>
  );
}
