// The map of one month after the other: pushed by hand, or played until somebody stops it.
"use strict";

(() => {
  const map = document.getElementById("heat-map");
  if (!map) return;
  const months = map.dataset.months.split(" ");
  const squares = [...map.querySelectorAll("rect.heat")].map((square) => ({
    square,
    counts: Object.fromEntries(square.dataset.counts.split(" ").map((each) => {
      const [month, count] = each.split(":");
      return [month, Number(count)];
    })),
  }));
  const slider = document.getElementById("month");
  const shown = document.getElementById("shown");
  const play = document.getElementById("play");
  const sum = (counts) => Object.values(counts).reduce((a, b) => a + b, 0);
  const most = [Math.max(...squares.map((each) => sum(each.counts))), Math.max(...squares.flatMap((each) => Object.values(each.counts)))];
  const show = () => {
    const month = months[Number(slider.value) - 1];
    for (const { square, counts } of squares) {
      const count = month ? counts[month] ?? 0 : sum(counts);
      square.style.fillOpacity = count ? 0.2 + (0.65 * count) / most[month ? 1 : 0] : 0;
    }
    const words = month ? `${month.slice(5)}/${month.slice(0, 4)}` : map.dataset.all;
    shown.textContent = words;
    slider.setAttribute("aria-valuetext", words);
  };
  let timer = 0;
  const stop = () => {
    clearInterval(timer);
    timer = 0;
    play.textContent = map.dataset.play;
  };
  play.addEventListener("click", () => {
    if (timer) return stop();
    play.textContent = map.dataset.stop;
    if (Number(slider.value) === months.length) slider.value = 0;
    timer = setInterval(() => {
      slider.value = Number(slider.value) + 1;
      show();
      if (Number(slider.value) === months.length) stop();
    }, 900);
  });
  slider.addEventListener("input", () => { stop(); show(); });
  document.getElementById("heat-time").hidden = false;
  show();
})();
