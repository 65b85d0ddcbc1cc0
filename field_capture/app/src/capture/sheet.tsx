// A sheet at the lower edge, within the reach of a thumb.
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import type { Desk } from "./desk.ts";

interface Props {
  desk: Desk;
  title: string;
  /** What leads out of the sheet. */
  onClose: () => void;
  children: ComponentChildren;
  /** Always in sight below what scrolls. */
  actions?: ComponentChildren;
  tall?: boolean;
}

export function Sheet({ desk, title, onClose, children, actions, tall }: Props) {
  const head = useRef<HTMLHeadingElement>(null);
  // Whoever hears the screen is told what opened.
  useEffect(() => head.current?.focus({ preventScroll: true }), [title]);
  const onKeyDown = (event: KeyboardEvent) => {
    if (event.key === "Escape" && !desk.locked.value) {
      event.stopPropagation();
      onClose();
    }
  };
  return (
    <section class={tall ? "sheet tall" : "sheet"} aria-label={title} onKeyDown={onKeyDown}>
      <header>
        <h2 ref={head} tabIndex={-1}>
          {title}
        </h2>
        <button type="button" class="plain" onClick={onClose} aria-label={desk.say("close")}>
          <span aria-hidden="true">×</span>
        </button>
      </header>
      <div class="inside" tabIndex={tall ? 0 : -1}>
        {children}
      </div>
      {actions && <footer>{actions}</footer>}
    </section>
  );
}
