// What is to be captured: what was captured last comes first, then by theme.
import { orients } from "../map/look.ts";
import type { Layer } from "../model.ts";
import type { Desk } from "./desk.ts";
import { recent } from "./piece.ts";
import { Sheet } from "./sheet.tsx";
import { Swatch } from "./swatch.tsx";

const asksFixed = (layer: Layer): boolean => layer.positioning === "rtk_fixed";

export function Choose({ desk }: { desk: Desk }) {
  const { language } = desk.tablet.settings.value;
  const layers = desk.catalogue.layers.filter((each) => !orients(each));
  const last = recent()
    .map((name) => layers.find((each) => each.name === name))
    .filter((each) => each !== undefined);
  const themes = [...new Map(layers.map((each) => [each.theme.name, each.theme])).values()];
  const groups: [string, Layer[]][] = themes.map((theme) => [
    theme.label[language],
    layers.filter((each) => each.theme.name === theme.name),
  ]);
  if (last.length > 0) groups.unshift([desk.say("recent"), last]);
  return (
    <Sheet desk={desk} title={desk.say("choose_layer")} onClose={() => desk.browse()} tall>
      {layers.some(asksFixed) && (
        <p class="help" id="asks-fixed">
          {desk.say("asks_fixed")}
        </p>
      )}
      {groups.map(([title, found]) => (
        <section class="group" key={title}>
          <h3>{title}</h3>
          <div class="tiles">
            {found.map((layer) => (
              <button
                type="button"
                key={layer.name}
                aria-describedby={asksFixed(layer) ? "asks-fixed" : undefined}
                onClick={() => desk.place(layer.name)}
              >
                <Swatch layer={layer} />
                {desk.label(layer)}
                {asksFixed(layer) && <small aria-hidden="true">RTK</small>}
              </button>
            ))}
          </div>
        </section>
      ))}
    </Sheet>
  );
}
