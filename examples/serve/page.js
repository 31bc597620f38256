// What belongs together is marked together: a finding, its cells, and the words of the source. Only classes and attributes are
// changed, and the texts here are all there are: nothing of a report is ever taken for markup.
"use strict";
(() => {
  const all = (selector, within = document) => Array.from(within.querySelectorAll(selector));
  const number = (text) => text.split("-").map(Number);

  // An element with words in both languages, of which the style shows one.
  const both = (tag, zh, en) => {
    const element = document.createElement(tag);
    for (const [name, lang, words] of [["zh", "zh-CN", zh], ["en", "en", en]]) {
      const span = document.createElement("span");
      span.className = name;
      span.lang = lang;
      span.textContent = words;
      element.append(span);
    }
    return element;
  };

  // The language of the page follows the switch.
  for (const radio of all("input[name=language]")) {
    const follow = () => { if (radio.checked) document.documentElement.lang = radio.dataset.tag; };
    radio.addEventListener("change", follow);
    follow();
  }

  // Files can be dropped on their field, which then holds them as if they were chosen.
  const drop = document.querySelector(".drop");
  if (drop) {
    const input = drop.querySelector("input");
    const names = drop.querySelector("#chosen");
    const say = () => {
      const list = Array.from(input.files, (file) => file.name).join("、");
      names.replaceChildren();
      if (input.files.length) names.append(both("span", `已选${input.files.length}个：`, `${input.files.length} chosen: `), list);
    };
    input.addEventListener("change", say);
    drop.addEventListener("dragover", (event) => { event.preventDefault(); drop.classList.add("over"); });
    drop.addEventListener("dragleave", () => drop.classList.remove("over"));
    drop.addEventListener("drop", (event) => {
      event.preventDefault();
      drop.classList.remove("over");
      if (event.dataTransfer.files.length) { input.files = event.dataTransfer.files; say(); }
    });
    say();
    return;
  }

  const bar = document.querySelector(".chosen");
  if (!bar) return;
  const status = bar.querySelector("[role=status]");
  const nav = bar.querySelector("nav");
  const cards = all(".card[data-marks]");
  const wide = matchMedia("(min-width: 72rem)");
  let lit = [];

  // The pieces of each source with their places, looked up once: there may be tens of thousands.
  const panes = new Map();
  const pane = (input) => {
    if (!panes.has(input)) panes.set(input, all(`[data-source="${input}"] .w`).map((piece) => [piece, ...number(piece.dataset.at)]));
    return panes.get(input);
  };
  const pieces = (input, start, end) => pane(input)
    .filter(([, from, to]) => (start === end ? from === start && to === end : start <= from && to <= end && from < to))
    .map(([piece]) => piece);
  const words = (card) => card.dataset.words.split(" ").filter(Boolean).map((place) => {
    const [input, at] = place.split(":");
    return [input, ...number(at)];
  });
  const marks = (card) => card.dataset.marks.split(" ").filter(Boolean).map((id) => document.getElementById(id)).filter(Boolean);
  const holds = (start, end, [from, to]) => start <= from && to <= end && (from < to || start === end);

  const clear = () => {
    for (const element of lit) {
      element.classList.remove("lit");
      element.removeAttribute("aria-current");
    }
    for (const button of all(".pick[aria-pressed=true]")) button.setAttribute("aria-pressed", "false");
    lit = [];
    bar.classList.remove("is-on");
    status.replaceChildren(both("span", "点击一项检查结果、一个单元格或原文中的文字，相关之处会一起标出。",
      "Click a finding, a cell or words of the source, and what belongs together is marked."));
  };

  const reveal = (element) => {
    for (let fold = element.closest("details"); fold; fold = fold.parentElement.closest("details")) fold.open = true;
  };
  // Within the panes beside each other everything is brought into view; on a narrow screen that would lead away.
  const show = (element) => { if (element && wide.matches) element.scrollIntoView({ block: "center", inline: "nearest" }); };

  // Whether words stand right beside a piece of the source.
  const touches = (piece) => [piece.previousSibling?.textContent.at(-1), piece.nextSibling?.textContent.at(0)]
    .some((character) => character && /\S/.test(character));

  const mark = (name, found, from) => {
    clear();
    lit = [...new Set([...found.cards, ...found.marks, ...found.words])];
    for (const piece of found.words) piece.classList.toggle("tight", touches(piece));
    for (const element of lit) {
      element.classList.add("lit");
      element.setAttribute("aria-current", "true");
    }
    for (const card of found.cards) card.querySelector(".pick")?.setAttribute("aria-pressed", "true");
    // Pieces without a gap between them are one place to whoever looks.
    const marked = new Set(found.words);
    const places = Array.from(marked).filter((piece) => !marked.has(piece.previousSibling)).length;
    const [c, m, w] = [found.cards.length, found.marks.length, places];
    status.replaceChildren(name, both("span", `：检查结果${c}项，报告中${m}处，原文${w}处`,
      `: ${c} finding${c === 1 ? "" : "s"}, ${m} place${m === 1 ? "" : "s"} in the report, ${w} in the source`));
    for (const link of all("a", nav)) link.remove();
    for (const [target, zh, en] of [[found.cards[0], "检查结果", "finding"], [found.marks[0], "报告", "report"], [found.words[0], "原文", "source"]]) {
      if (!target) continue;
      if (target !== from && found.cards[0] === target) reveal(target);
      const link = both("a", zh, en);
      link.href = `#${target.id || "main"}`;
      link.addEventListener("click", (event) => {
        event.preventDefault();
        reveal(target);
        if (!target.hasAttribute("tabindex")) target.setAttribute("tabindex", "-1");
        target.scrollIntoView({ block: "center" });
        target.focus({ preventScroll: true });
      });
      nav.append(link);
    }
    bar.classList.add("is-on");
    for (const target of [found.cards[0], found.marks[0], found.words[0]]) if (target !== from) show(target);
  };

  const byCard = (card) => mark(both("span", `检查结果 ${card.querySelector("h4 code").textContent}`, `Finding ${card.querySelector("h4 code").textContent}`), {
    cards: [card], marks: marks(card), words: words(card).flatMap((place) => pieces(...place)),
  }, card);

  const byMark = (element) => {
    const input = element.closest("[data-report]").dataset.report;
    const at = element.dataset.at ? number(element.dataset.at) : null;
    const note = document.getElementById(`${element.id}-note`);
    const named = note ? all('a[href^="#finding-"]', note).map((link) => document.getElementById(link.hash.slice(1))) : [];
    const resting = cards.filter((card) => named.includes(card) || marks(card).includes(element));
    mark(both("span", element.dataset.cell ? "单元格" : "文字", element.dataset.cell ? "Cell" : "Words"), {
      cards: resting, marks: [element], words: at ? pieces(input, ...at) : resting.flatMap((card) => words(card).flatMap((place) => pieces(...place))),
    }, element);
  };

  const byWords = (piece) => {
    const input = piece.closest("[data-source]").dataset.source;
    const at = number(piece.dataset.at);
    const marked = all(`[data-report="${input}"] [data-at]`).filter((element) => holds(...number(element.dataset.at), at));
    const resting = cards.filter((card) => marks(card).some((element) => marked.includes(element) && element.dataset.cell)
      || words(card).some(([of, start, end]) => of === input && holds(start, end, at)));
    const others = resting.flatMap(marks).filter((element) => !element.dataset.cell && element.closest(`[data-report="${input}"]`) && !element.dataset.at);
    mark(both("span", "原文", "Source"), { cards: resting, marks: [...new Set([...marked, ...others])], words: [piece] }, piece);
  };

  // What a click or a key means: the smallest thing under it that something belongs to.
  const choose = (target) => {
    const card = target.closest(".card[data-marks]");
    if (card) return byCard(card);
    const piece = target.closest("[data-source] .w");
    if (piece) return byWords(piece);
    if (target.closest(".note")) return undefined;
    // A piece of a picture is a cell of its report.
    const drawn = target.closest("[data-report] svg [data-cell]");
    if (drawn) {
      const cells = all("td[data-cell]", drawn.closest("[data-report]"));
      const cell = cells.find((td) => td.dataset.cell === drawn.dataset.cell);
      return cell ? byMark(cell) : undefined;
    }
    const element = target.closest("[data-report] :is(.m, td)[id]");
    return element ? byMark(element) : undefined;
  };
  document.addEventListener("click", (event) => {
    if (event.target.closest(".chosen, summary, input, label")) return;
    choose(event.target);
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") {
      clear();
      // The note of a mark is shown as long as the focus is there.
      if (document.activeElement.matches(".m, td")) document.activeElement.blur();
    }
    if (event.key === "Enter" && event.target.matches("[data-report] :is(.m, td)[id], .card")) choose(event.target);
  });
  bar.querySelector("button").addEventListener("click", clear);

  // A finding can be chosen by key: what is no button without a script has one with it.
  for (const card of cards) {
    const button = both("button", "标出", "Mark");
    button.type = "button";
    button.className = "pick";
    button.setAttribute("aria-pressed", "false");
    const code = document.createElement("span");
    code.className = "unseen";
    code.textContent = ` ${card.querySelector("h4 code").textContent}`;
    button.append(code);
    card.querySelector("h4").before(button);
  }
  bar.hidden = false;
  clear();
})();
