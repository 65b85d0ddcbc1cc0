// The map's screen: the map, what stands upon it, and the sheet of what the crew is at.
import { effect, untracked, useSignalEffect } from "@preact/signals";
import { useEffect, useRef, useState } from "preact/hooks";
import { AssetSheet, Move, Retire } from "../capture/asset.tsx";
import { Choose } from "../capture/choose.tsx";
import { Desk } from "../capture/desk.ts";
import { Form } from "../capture/form.tsx";
import type { Left } from "../capture/leftovers.ts";
import { Lock, useKeys } from "../capture/lock.tsx";
import { Place } from "../capture/place.tsx";
import { told } from "../capture/stakeout.ts";
import { StakeOut } from "../capture/stakeout.tsx";
import { Control, height, Nearby, Tools } from "../capture/tools.tsx";
import { sigma } from "../gnss/fix.ts";
import {
  clock,
  heading,
  here,
  isStale,
  setAntenna,
  trouble,
  watch,
  watchHeading,
} from "../gnss/watch.ts";
import { reliefs } from "../offline/ground.ts";
import { route } from "../shell/router.ts";
import { dark } from "../shell/theme.ts";
import { note, noted } from "../store/notes.ts";
import type { Tablet } from "../tablet.ts";
import { decimal } from "../words/capture.ts";
import { Engine, type View } from "./engine.ts";
import { inHand, position } from "./here.ts";
import { lightOf } from "./look.ts";
import { World } from "./world.ts";

const VIEW = "view";
const TASK_ZOOM = 18;

export function MapScreen({ tablet }: { tablet: Tablet }) {
  const [desk, setDesk] = useState(() => deskOf(tablet));
  useEffect(
    () =>
      effect(() => {
        const isOther = desk.tablet !== tablet;
        const isOld = desk.catalogue !== tablet.catalogue.value;
        // Another catalogue waits until nobody has anything in hand.
        if (isOther) setDesk(deskOf(tablet));
        else if (isOld && desk.isFree) untracked(() => setDesk(deskOf(tablet, desk)));
      }),
    [desk, tablet],
  );
  return <Work key={desk.key} desk={desk} />;
}

/** A desk with today's catalogue; it goes on where another one was. */
function deskOf(tablet: Tablet, before?: Desk): Desk {
  const desk = new Desk(tablet, new World(tablet, tablet.catalogue.peek()));
  if (before) {
    desk.said.value = before.said.value;
    desk.follow.value = before.follow.value;
    desk.mode.value = before.mode.value;
    desk.followed = before.followed;
  }
  return desk;
}

function Work({ desk }: { desk: Desk }) {
  const { tablet } = desk;
  const [failed, setFailed] = useState(false);
  const place = useRef<HTMLDivElement>(null);
  useMap(desk, place, () => setFailed(true));
  useKeys(desk);
  useEffect(() => {
    setAntenna(() => tablet.settings.peek().antenna_height_m);
    const ends = [watch(), desk.begin()];
    return () => {
      for (const end of ends) end();
    };
  }, [desk, tablet]);
  // Other screens lead here with an asset or a task: #/map?asset=ID, #/map?task=ID.
  useSignalEffect(() => {
    const { screen, query } = route.value;
    const asset = screen === "map" && route.value !== desk.followed ? query.get("asset") : null;
    // Once for each link, whatever becomes of what is in hand.
    if (asset) untracked(() => desk.visit(asset));
  });
  useSignalEffect(() => {
    const link = route.value;
    const engine = desk.engine.value;
    if (link.screen !== "map" || !engine || link === desk.followed) return;
    desk.followed = link;
    const [asset, task] = [link.query.get("asset"), link.query.get("task")];
    if (asset) untracked(() => desk.arrive(asset));
    // A task about no asset of this tablet is where the crosshair then is.
    if (!task || desk.world.assets.has(asset ?? "")) return;
    void tablet.tasks().then((all) => {
      const place = all.find((each) => each.id === task)?.place;
      if (place) engine.go(place, TASK_ZOOM, false);
    });
  });
  const mode = desk.mode.value;
  const placing = mode.is === "place" || mode.is === "browse";
  return (
    <div class="work" data-hand={tablet.settings.value.hand} data-mode={mode.is}>
      <div ref={place} class="canvas" inert={desk.locked.value} />
      {failed && <p class="warn failed">{desk.say("map_failed")}</p>}
      {placing && <div class="crosshair" aria-hidden="true" />}
      <Chips desk={desk} />
      {mode.is === "browse" && <Buttons desk={desk} />}
      <Message desk={desk} />
      <div class="sheets" inert={desk.locked.value}>
        <Open desk={desk} />
      </div>
      {desk.locked.value && <Lock desk={desk} />}
    </div>
  );
}

function Open({ desk }: { desk: Desk }) {
  const mode = desk.mode.value;
  const piece = desk.piece.value;
  switch (mode.is) {
    case "asset":
      return <AssetSheet desk={desk} id={mode.id} />;
    case "choose":
      return <Choose desk={desk} />;
    case "place":
      return <Place desk={desk} mode={mode} />;
    case "form":
      return piece && <Form key={piece.key} desk={desk} piece={piece} />;
    case "move":
      return <Move desk={desk} id={mode.id} />;
    case "retire":
      return <Retire desk={desk} id={mode.id} />;
    case "tools":
      return <Tools desk={desk} />;
    case "nearby":
      return <Nearby desk={desk} />;
    case "stakeout":
      return <StakeOut desk={desk} id={mode.id} />;
    case "control":
      return <Control desk={desk} />;
    default:
      return null;
  }
}

/** Always in sight: how good the position is, and how high the antenna stands. */
function Chips({ desk }: { desk: Desk }) {
  const fix = here.value;
  const point = decimal(desk.language.value);
  const old = fix !== null && isStale(fix, Math.max(clock.value, Date.parse(fix.time)));
  const told_ = !fix
    ? desk.say(trouble.value === "denied" ? "position_denied" : "no_position")
    : old
      ? desk.say("position_old")
      : `${desk.say(fix.fix_quality ?? "autonomous")} ± ${told(sigma(fix), point)}`;
  return (
    <div class="told">
      <span class={fix && !old ? "tag" : "tag warn"}>{told_}</span>
      <button type="button" class="tag" onClick={() => desk.tools()}>
        {desk.say("pole", { height: height(desk) })}
      </button>
    </div>
  );
}

function Buttons({ desk }: { desk: Desk }) {
  const follow = () => {
    desk.follow.value = !desk.follow.value;
    const fix = here.value;
    if (desk.follow.value && fix) desk.engine.value?.go([fix.lon, fix.lat]);
    void watchHeading();
  };
  return (
    <div class="buttons">
      <button type="button" onClick={() => desk.tools()}>
        {desk.say("tools")}
      </button>
      <button type="button" aria-pressed={desk.follow.value} onClick={follow}>
        {desk.say("follow")}
      </button>
      <button
        type="button"
        class="primary big"
        onClick={() => (desk.mode.value = { is: "choose" })}
      >
        {desk.say("add")}
      </button>
    </div>
  );
}

/** What was just done, and what was left undone. */
function Message({ desk }: { desk: Desk }) {
  const said = desk.said.value;
  const left = desk.mode.value.is === "browse" ? desk.leftovers.all.value[0] : null;
  const again = said?.again;
  // Behind it the next one is offered at the same place: a second tap would throw that away.
  const discard = (it: Left) => {
    if (window.confirm(desk.say("discard_ask"))) desk.discard(it);
  };
  return (
    <>
      <div class="message" role="status" data-bad={said?.bad ?? false}>
        {said?.text}
        {again && desk.mode.value.is === "browse" && (
          <button type="button" onClick={() => desk.place(again)}>
            {desk.say("next_one")}
          </button>
        )}
      </div>
      {left && (
        <div class="message left">
          {desk.say("unfinished", { name: desk.label(desk.layer(left.layer)) })}
          <button type="button" class="primary" onClick={() => desk.resume(left)}>
            {desk.say("go_on")}
          </button>
          <button type="button" onClick={() => discard(left)}>
            {desk.say("discard")}
          </button>
        </div>
      )}
    </>
  );
}

/** Keep MapLibre beside the signals: it shows them, and tells where it was moved. */
function useMap(desk: Desk, place: { current: HTMLDivElement | null }, onFailed: () => void) {
  useEffect(() => {
    let gone = false;
    let engine: Engine | null = null;
    const open = async () => {
      await desk.world.load();
      // What was opened by a link waits for its asset.
      desk.changes.value++;
      const view = await firstView(desk);
      if (gone || !place.current) return;
      desk.view.value = view;
      engine = await Engine.open(place.current, desk.world, desk.catalogue, {
        light: light(desk),
        view,
        label: desk.say("map"),
        reliefs: await reliefs(desk.tablet.commune),
        listeners: {
          onTap: (at) => desk.tap(at),
          onMove: (now, byHand) => {
            desk.view.value = now;
            if (byHand) desk.follow.value = false;
          },
          onRest: (now) => note(VIEW, now),
        },
      });
      if (gone) engine.close();
      else desk.engine.value = engine;
      place.current?.setAttribute("data-map", "ready");
    };
    open().catch((error: unknown) => {
      console.error(error);
      onFailed();
    });
    const end = desk.tablet.watch((ids) => {
      void desk.world.refresh(ids).then((changes) => {
        desk.engine.value?.change(changes);
        desk.changes.value++;
      });
    });
    return () => {
      gone = true;
      end();
      engine?.close();
      desk.engine.value = null;
    };
  }, [desk]);
  useSignalEffect(() => desk.engine.value?.relight(light(desk)));
  useSignalEffect(() => desk.engine.value?.show("here", position(here.value, heading.value)));
  useSignalEffect(() => {
    desk.changes.value;
    desk.engine.value?.show("hand", inHand(desk, here.value));
  });
}

const light = (desk: Desk) => lightOf(desk.tablet.settings.value.theme, dark.value);

/** Where the crew was last, or its work area, or whatever there is. */
async function firstView(desk: Desk): Promise<View> {
  const last = noted<View | null>(VIEW, null);
  if (last) return last;
  const area = (await desk.tablet.areas())[0];
  if (area) {
    const [west, south, east, north] = area.bounds;
    return { centre: [(west + east) / 2, (south + north) / 2], zoom: 16 };
  }
  const fix = here.value;
  if (fix) return { centre: [fix.lon, fix.lat], zoom: 18 };
  return desk.view.value;
}
